"""ACS microdata as the Census Bureau packs them: zips, folders, both spellings, and weights that fit the rows."""

from __future__ import annotations

import gzip
import zipfile

import numpy as np
import pandas as pd
import pytest

from jqtools.errors import DataError
from jqtools.survey.readers import notes_of, read_acs_pums, weights_of

REPLICATES = 80


@pytest.fixture(scope="module")
def persons_csv(shared):
    """The CSV text of the persons in Seattle."""
    return gzip.decompress((shared / "data" / "acs2016_1yr_seattle_person_repwts.csv.gz").read_bytes()).decode()


@pytest.fixture
def packed(tmp_path):
    """Writes a zip with the Census layout: a readme beside the CSV files."""

    def write(members, name="csv_pwa.zip"):
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("ACS2016_PUMS_README.pdf", b"%PDF")
            for member, text in members.items():
                archive.writestr(member, text)
        return path

    return write


def pums(weight, rows, **columns):
    """The CSV text of a few made-up rows with two replicate weights."""
    frame = pd.DataFrame({"RT": "P", **columns, weight: range(1, rows + 1), f"{weight}1": -1, f"{weight}2": 0})
    return frame.to_csv(index=False)


def test_a_census_zip_gives_every_person_with_codes_as_text_and_weights_as_whole_numbers(packed, persons_csv, seattle):
    frame = read_acs_pums(packed({"ss16pwa.csv": persons_csv}))
    assert len(frame) == len(seattle) == 6053
    assert frame["SERIALNO"].iloc[0] == "000000127"
    assert set(frame["PUMA"]) == {"11601", "11602", "11603", "11604", "11605"}
    assert frame["PWGTP"].dtype == frame["pwgtp80"].dtype == "int32"
    assert frame["PWGTP"].sum() == seattle["PWGTP"].sum()
    assert frame["ESR"].isna().sum() == seattle["ESR"].isna().sum() > 0


def test_zip_folder_csv_and_gz_of_the_same_rows_give_the_same_frame(packed, persons_csv, tmp_path):
    folder = tmp_path / "unpacked"
    folder.mkdir()
    (folder / "psam_p53.csv").write_text(persons_csv)
    (tmp_path / "psam_p53.csv.gz").write_bytes(gzip.compress(persons_csv.encode()))
    first = read_acs_pums(packed({"psam_p53.csv": persons_csv}))
    for source in (folder, folder / "psam_p53.csv", tmp_path / "psam_p53.csv.gz"):
        pd.testing.assert_frame_equal(read_acs_pums(source), first)


def test_the_official_estimates_of_washington_follow_from_the_frame_that_was_read(shared, packed):
    text = gzip.decompress((shared / "data" / "acs2015_1yr_wa_housing_repwts.csv.gz").read_bytes())
    frame = read_acs_pums(packed({"ss15hwa.csv": text}, "csv_hwa.zip"), columns=["ten"])
    official = pd.read_csv(shared / "data" / "acs2015_1yr_wa_housing_official_verification.csv", index_col=0)
    weight, prefix, n = weights_of(frame)
    weights = frame[[weight, *(f"{prefix}{place}" for place in range(1, n + 1))]].to_numpy(dtype=float)
    owned = weights[frame["TEN"].isin([1, 2])].sum(axis=0)
    error = np.sqrt(4 / n * ((owned[1:] - owned[0]) ** 2).sum())
    wanted = official.loc["Owner occupied units (TEN in 1,2)"]
    assert (round(owned[0]), round(error)) == (wanted["pums_est_15"], wanted["pums_se_15"])


def test_two_files_of_the_nation_are_joined_in_the_order_of_their_names(packed, seattle):
    first = seattle[seattle["PUMA"] < 11603]
    rest = seattle[seattle["PUMA"] >= 11603]
    members = {"psam_pusb.csv": rest.to_csv(index=False), "psam_pusa.csv": first.to_csv(index=False)}
    frame = read_acs_pums(packed(members, "csv_pus.zip"), columns=["AGEP"])
    assert frame["AGEP"].tolist() == [*rest["AGEP"], *first["AGEP"]]
    assert "SERIALNO" not in frame
    assert "psam_pusb.csv" in notes_of(frame)[0]
    assert "psam_pusa.csv" in notes_of(frame)[1]


def test_a_household_in_two_files_is_refused_because_it_would_count_twice(packed, persons_csv):
    with pytest.raises(DataError, match=r"households would count twice.*same records"):
        read_acs_pums(packed({"psam_pus.csv": persons_csv, "psam_p53.csv": persons_csv}))


def test_the_same_serial_number_in_two_states_is_two_households(packed):
    members = {f"ss15p{state}.csv": pums("PWGTP", 1, ST=state, SERIALNO="7") for state in ("1", "53")}
    assert read_acs_pums(packed(members))["ST"].tolist() == ["01", "53"]


def test_every_spelling_of_the_replicate_weights_becomes_the_same(packed):
    for spelled in (str.upper, str.lower):
        head, _, rest = pums("PWGTP", 2, AGEP=[3, 4]).partition("\n")
        frame = read_acs_pums(packed({"psam_p53.csv": f"{spelled(head)}\n{rest}"}))
        assert list(frame) == ["RT", "AGEP", "PWGTP", "pwgtp1", "pwgtp2"]
        assert frame["pwgtp1"].tolist() == [-1, -1]


def test_codes_keep_their_zeros_and_letters_and_areas_get_the_zeros_they_lost(packed):
    text = pums(
        "PWGTP", 2, PUMA=[300, 11601], ST=[6, 53], SOCP=["1191XX", None], NAICSP=["0170", "23"], PUMA10=[-9, 100]
    )
    frame = read_acs_pums(packed({"psam_p06.csv": text}))
    assert frame["PUMA"].tolist() == ["00300", "11601"]
    assert frame["ST"].tolist() == ["06", "53"]
    assert frame["PUMA10"].tolist() == ["-9", "00100"]
    assert frame["NAICSP"].tolist() == ["0170", "23"]
    assert frame["SOCP"].iloc[0] == "1191XX"
    assert frame["SOCP"].isna().tolist() == [False, True]


def test_chosen_columns_come_with_the_weights_and_unknown_ones_with_the_closest(packed, persons_csv):
    path = packed({"ss16pwa.csv": persons_csv})
    frame = read_acs_pums(path, columns=["sex", "AGEP"])
    assert list(frame) == ["AGEP", "SEX", "PWGTP", *(f"pwgtp{place}" for place in range(1, REPLICATES + 1))]
    with pytest.raises(DataError, match=r"no column 'AGE' in 'ss16pwa.csv'; the closest are 'AGEP'"):
        read_acs_pums(path, columns=["AGE"])
    with pytest.raises(DataError, match="a list of names"):
        read_acs_pums(path, columns="AGEP")
    with pytest.raises(DataError, match="a list of names"):
        read_acs_pums(path, columns=[3])
    assert len(read_acs_pums(path, columns=[]).columns) == 1 + REPLICATES


def test_persons_and_housing_in_one_place_need_a_choice(packed):
    members = {"psam_p53.csv": pums("PWGTP", 3), "psam_h53.csv": pums("WGTP", 2)}
    path = packed(members)
    with pytest.raises(DataError, match="choose kind='person' or kind='housing'"):
        read_acs_pums(path)
    assert len(read_acs_pums(path, "person")) == 3
    assert len(read_acs_pums(path, "housing")) == 2
    with pytest.raises(DataError, match="'person' or 'housing', got 'people'"):
        read_acs_pums(path, "people")


def test_a_kind_that_the_file_does_not_hold_is_refused(packed):
    with pytest.raises(DataError, match=r"holds no housing file; choose kind='person'"):
        read_acs_pums(packed({"psam_p53.csv": pums("PWGTP", 3)}), "housing")


def test_a_table_with_both_weights_is_never_taken_for_households(shared, packed):
    path = shared / "data" / "nist_acs_excerpt_ma2018.csv.gz"
    with pytest.raises(DataError, match="say kind='person'"):
        read_acs_pums(path)
    with pytest.raises(DataError, match="count a household once for each"):
        read_acs_pums(path, "housing")
    with pytest.raises(DataError, match=r"its weight is PWGTP and 'WGTP' can't be asked for"):
        read_acs_pums(path, "person", columns=["WGTP"])
    frame = read_acs_pums(path, "person")
    assert "WGTP" not in frame
    assert frame["PUMA"].iloc[0] == "25-00703"
    named = packed({"psam_p25.csv": gzip.decompress(path.read_bytes())})
    assert "WGTP" not in read_acs_pums(named)


def test_files_with_other_columns_or_without_a_weight_are_refused(packed):
    members = {"ss15pwa.csv": pums("PWGTP", 1), "ss16pwa.csv": pums("PWGTP", 1, AGEP=3)}
    with pytest.raises(DataError, match=r"differ in 'AGEP'; read them apart"):
        read_acs_pums(packed(members))
    with pytest.raises(DataError, match=r"has neither, its columns are 'A', 'B'"):
        read_acs_pums(packed({"x.csv": "a,b\n1,2\n"}))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("PWGTP,PWGTP1\n5,\n", "or a weight in it is no whole number"),
        ("PWGTP,PWGTP1\n5,x\n", "or a weight in it is no whole number"),
        ('PWGTP,PWGTP1\n5,"6\n', "can't be read as a CSV"),
        ("PWGTP,PWGTP1\n5,6\n5,6,7\n", "too many cells: row 3"),
        ("PWGTP,pwgtp1,PWGTP1\n5,6,7\n", "must differ, but there are several 'pwgtp1'"),
        ("", "the first line must name the columns"),
        ("PWGTP,PWGTP1\n", "'psam_p53.csv' has no rows"),
        (b"PWGTP,NAME\n5,\xff\xff\n", "text in UTF-8"),
    ],
)
def test_a_bad_csv_is_refused_in_one_sentence(packed, text, said):
    with pytest.raises(DataError, match=said) as caught:
        read_acs_pums(packed({"psam_p53.csv": text}))
    assert "\n" not in str(caught.value)


def test_the_notes_tell_file_rows_weights_codes_and_blanks(packed, persons_csv):
    notes = " ".join(notes_of(read_acs_pums(packed({"ss16pwa.csv": persons_csv}))))
    for told in (
        "'ss16pwa.csv' in 'csv_pwa.zip' (SHA-256 ",
        "6,053 rows",
        "a row is a person",
        "PWGTP with 80 replicate weights",
        "SERIALNO, PUMA",
        "ESR 807",
    ):
        assert told in notes
    assert notes_of(pd.DataFrame()) == ()


def test_weights_are_found_in_any_spelling_and_must_be_complete():
    assert weights_of(pd.DataFrame({"PWGTP": [1], "PWGTP1": [1], "PWGTP2": [1]})) == ("PWGTP", "PWGTP", 2)
    assert weights_of(pd.DataFrame({"WGTP": [1]})) == ("WGTP", "wgtp", 0)
    with pytest.raises(DataError, match="run from 1 to 3, but number 2 isn't there"):
        weights_of(pd.DataFrame({"PWGTP": [1], "pwgtp1": [1], "pwgtp3": [1]}))
    with pytest.raises(DataError, match="spelled one way"):
        weights_of(pd.DataFrame({"PWGTP": [1], "pwgtp1": [1], "PWGTP2": [1]}))
    with pytest.raises(DataError, match="a column PWGTP or WGTP"):
        weights_of(pd.DataFrame({"w": [1]}))


def test_housing_weights_need_one_row_a_household():
    merged = pd.DataFrame({"SERIALNO": ["1", "1", "2"], "AGEP": [40, 9, 70], "PWGTP": [5, 5, 6], "WGTP": [5, 5, 6]})
    with pytest.raises(DataError, match="say kind='person'"):
        weights_of(merged)
    assert weights_of(merged, "person").weight == "PWGTP"
    with pytest.raises(DataError, match=r"1 row repeat.* a SERIALNO.*use PWGTP"):
        weights_of(merged, "housing")
    assert weights_of(merged.drop_duplicates("SERIALNO"), "housing").weight == "WGTP"
    with pytest.raises(DataError, match="AGEP says that a row is a person"):
        weights_of(merged[["AGEP", "WGTP"]])
    with pytest.raises(DataError, match="a housing analysis needs the weight WGTP; the table has PWGTP only"):
        weights_of(merged[["PWGTP"]], "housing")
    with pytest.raises(DataError, match="'person' or 'housing'"):
        weights_of(merged, "people")
