"""The parts of the form's script that make its page, each after those that it uses."""

FORM_PARTS = (
    "dom", "words", "things", "combobox", "shape", "fields", "choices", "fingerprint", "groups",
    "date_field", "marks", "plain", "record_form", "drafts", "start", "standing", "preview", "result",
    "added", "page", "bridge", "begin",
)  # fmt: skip
