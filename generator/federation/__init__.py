"""Federation: many governments' registers side by side, each as it stands in its own place.

SOURCES.yaml names the places (``sources``); each kind of place gives a register's files (``places``). Files
that the check finds no error in are kept beside SOURCES.yaml as the last good copy (``copies``). From these
come the gathered registers (``gathering``, ``gathered``), the pairs of records that tell of one agreement
(``candidates``, ``matching``), what these say differently (``disagreements``), and the report cards
(``cards``); and of all that the site, the tables and the document for programs. Nothing is ever written into
a gathered register, and no two records become one.
"""
