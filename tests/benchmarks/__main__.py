"""How fast it is, against what: ``make bench``, or one subject by ``python -m tests.benchmarks.extracting``.

Each line names what was done, what it is compared with, and the ratio of the two, measured in turns on the
same machine. Nothing here fails: times are told, not asserted.
"""

from tests.benchmarks import adding, asking, drawing, exporting, extracting, keeping, running, starting

if __name__ == "__main__":
    starting.main()
    extracting.main([])
    adding.main()
    keeping.main([])
    asking.main()
    running.main()
    drawing.main()
    exporting.main([])
