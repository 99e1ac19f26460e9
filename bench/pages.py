"""``python -m bench.pages``: the program making its pages and their search alone, as other builders do.

All records are read, checked and counted as ever; left out is what is no page: downloads, the tables and
feeds beside pages, calendars, the documents of the API, charts as files and the records themselves.
"""

from bench.bare import leave_out, replace
from generator.__main__ import main
from generator.api.library import Library
from generator.site import completion, outputs

if __name__ == "__main__":
    search, *_ = outputs.FAMILIES
    replace(outputs, "FAMILIES", (search,))
    replace(completion, "write_originals", leave_out)
    replace(Library, "find", leave_out)
    main()
