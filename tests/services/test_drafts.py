"""What is typed and not saved is kept until it is saved or thrown away."""

from stkdesk.domain.staff import Role
from stkdesk.services.drafts import discard_draft, keep_draft, kept_draft
from tests.staff import at_work, hire


def test_a_draft_is_offered_again(database):
    with database.transaction() as session:
        kept_at = keep_draft(session, "client/new", '{"given_name": "Åse"}')
    with database.reading() as session:
        draft = kept_draft(session, "client/new")
    assert draft.body == '{"given_name": "Åse"}'
    assert draft.saved_at == kept_at


def test_the_last_typed_is_what_is_kept(database):
    for body in ("one", "two"):
        with database.transaction() as session:
            keep_draft(session, "client/new", body)
    with database.reading() as session:
        assert kept_draft(session, "client/new").body == "two"


def test_each_form_keeps_its_own(database):
    with database.transaction() as session:
        keep_draft(session, "client/1", "one")
        keep_draft(session, "client/2", "two")
        discard_draft(session, "client/1")
    with database.reading() as session:
        assert kept_draft(session, "client/1") is None
        assert kept_draft(session, "client/2").body == "two"


def test_throwing_away_what_is_not_there_is_fine(database):
    with database.transaction() as session:
        discard_draft(session, "client/new")
    with database.reading() as session:
        assert kept_draft(session, "client/new") is None


def test_a_draft_is_its_authors_and_nobody_elses(database):
    kari = hire(database, "Kari Lunde", Role.CASEWORKER)
    ola = hire(database, "Ola Vik", Role.CASEWORKER)
    with at_work(database, kari) as hers, at_work(database, ola) as his:
        with hers.transaction() as session:
            keep_draft(session, "client/new", '{"given_name": "Oskar"}')
        with his.transaction() as session:
            assert kept_draft(session, "client/new") is None
            keep_draft(session, "client/new", '{"given_name": "Selma"}')
            discard_draft(session, "client/new")
        with hers.reading() as session:
            assert "Oskar" in kept_draft(session, "client/new").body
