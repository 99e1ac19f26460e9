"""From which day a law judges: a rule that rests on one looks only at what was signed since."""

import datetime

PP_28_2018 = datetime.date(2018, 7, 13)
"""The day PP 28/2018 came into force."""
PERMENDAGRI_2020 = datetime.date(2021, 1, 1)
"""The first day by which the Permendagri of 2020 were certainly in force; the exact days are not known."""

UU_24_2009 = datetime.date(2010, 1, 1)
"""The first day by which UU 24/2009 was certainly in force; the exact day is not known here."""
UU_23_2014 = datetime.date(2015, 1, 1)
"""The first day by which UU 23/2014 was certainly in force; the exact day is not known here."""
