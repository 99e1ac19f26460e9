"""Announcements of purges: when, on which ground and of which records, the newest first."""

import datetime

from generator.purges import list_announcements

_ONE = {"kind": "partner", "id": "pt-rekaan"}


def test_a_register_that_purged_nothing_announces_nothing() -> None:
    assert list_announcements({}) == ()


def test_they_come_newest_first_and_keep_their_ids() -> None:
    purges = [
        {"date": "2025-03-01", "ground": "UU 27/2022", "records": [_ONE]},
        {"date": "2025-01-01", "ground": "Permintaan orangnya", "note": "Selesai diperiksa."},
        {"date": "2025-03-01", "ground": "UU 27/2022"},
    ]
    found = list_announcements({"purges": purges})
    assert [one.id for one in found] == [
        "penghapusan-2025-03-01-2",
        "penghapusan-2025-03-01-1",
        "penghapusan-2025-01-01-1",
    ]
    assert found[0].day == datetime.date(2025, 3, 1)
    assert found[1].records == (("partner", "pt-rekaan"),)
    assert found[1].text.id.endswith("diminta menghapusnya dan mengambil yang sekarang: mitra pt-rekaan.")
    assert "(legal ground: Permintaan orangnya). Selesai diperiksa. Whoever keeps" in found[2].text.en
    # One that is added later leaves those before as they are.
    more = list_announcements({"purges": [*purges, {"date": "2025-03-01", "ground": "Lain"}]})
    assert {one.id for one in found} < {one.id for one in more}


def test_of_many_records_the_sentence_names_some_and_the_list_all() -> None:
    records = [{"kind": "partner", "id": f"pt-{number}"} for number in range(50)]
    (found,) = list_announcements({"purges": [{"date": "2025-03-01", "ground": "X", "records": records}]})
    assert len(found.records) == 50
    assert found.text.en.endswith("partner pt-19, and 30 more.")
