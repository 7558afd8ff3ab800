"""Charts that can be defended: steps between real reports, one source a line, hedges drawn.

An order (:mod:`orders`) is answered by figures (:mod:`gather`), which a pure plan (:mod:`plans`) makes into a
picture (:mod:`picture`): every mark and every word, before anything is drawn. :mod:`draw` lays it out and draws it,
:mod:`files` writes it with its proofs beside it, :mod:`recipes` keeps charts up to date.
"""
