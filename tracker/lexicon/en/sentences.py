"""Where an English sentence does not end, and where it does all the same."""

ABBREVIATIONS = frozenset(
    "mr. mrs. ms. dr. prof. gen. col. lt. maj. capt. sgt. cpl. cmdr. adm. brig. gov. sen. rep. rev. hon. pres. "
    "st. mt. ft. jr. sr. jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. no. nos. vs. approx. "
    "inc. ltd. corp. dept. est. fig. e.g. i.e. cf. al. spc. pvt. supt. insp. messrs. mme. ave. a.k.a. viz.".split()
)

STARTERS = frozenset(
    "the a an this that these those he she it they we i his her its their in on at by for from as after before "
    "but and so while when if there here however meanwhile many some more most several officials police "
    "according israel palestinians".split()
)
"""Words that begin a sentence even after initials: "in the U.S. The army …"."""

ACRONYMS = frozenset("who it us is as am an or no aids care".split())
"""Small words that are names when they are written in capitals: WHO is not who."""

UNFINISHED = frozenset(
    "the a an of in on at to from for with by and or but some about around nearly almost over than least that "
    "which who were was are is has have had been be".split()
)
"""Words that end no sentence: a line that ends in one goes on in the next."""
