"""Where the register lies, from one start to the next."""

from pathlib import Path

from stkdesk import settings


def test_a_register_lies_in_the_data_folder_until_another_place_is_chosen():
    assert settings.register_file() == settings.data_folder() / "stkdesk.db"
    assert settings.chosen_register() is None


def test_another_place_is_remembered_to_the_letter(tmp_path):
    elsewhere = tmp_path / "Øvre Ås" / "stkdesk.db"
    settings.remember_register(elsewhere)
    assert settings.register_file() == settings.chosen_register() == elsewhere


def test_the_usual_place_needs_no_remembering(tmp_path):
    settings.remember_register(tmp_path / "stkdesk.db")
    settings.remember_register(settings.usual_register())
    assert settings.chosen_register() is None
    assert settings.register_file() == settings.usual_register()


def test_a_note_that_cannot_be_read_is_passed_over():
    folder = Path(settings.data_folder())
    folder.mkdir()
    (folder / "registeret.txt").write_bytes(b"\xff\xfe\x00")
    assert settings.register_file() == settings.usual_register()
