"""From a record's text to a changed text: what people wrote around the values stays."""
