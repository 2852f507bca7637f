"""What follows a support contact who turns out to be another."""

from datetime import date

from stkdesk.services.contact_merging import merge_contacts, undo_merge
from stkdesk.services.contact_moving import MOVED, ONLY_ONE
from stkdesk.services.contacts import open_contact
from stkdesk.services.vetoes import set_veto
from stkdesk.storage.tables import Base, Veto
from tests.builders import a_client, a_contact

TODAY = date(2026, 11, 22)


def test_every_table_that_names_a_support_contact_moves_or_has_a_reason_not_to():
    naming = {
        table.name
        for table in Base.metadata.sorted_tables
        if "contact_number" in table.columns
    }
    # Papers are what was printed then; names and words are made from the rest.
    stay = {"papers", "contact_names", "contact_words"}
    assert naming - {*MOVED, *ONLY_ONE} == stay


def test_a_veto_set_again_while_they_were_one_is_in_no_way_when_undone(database):
    with database.transaction() as session:
        kept, gone = (a_contact(session, name) for name in ("Kari Ulv", "Kari M. Ulv"))
        client = a_client(session, "Per Lie")
        moved = set_veto(session, client, gone, "Naboer", today=TODAY)
        both = [(each, open_contact(session, each).version) for each in (kept, gone)]
        number = merge_contacts(session, *both, (), today=TODAY)
        again = set_veto(session, client, gone, "Uenighet", today=TODAY)
        undo_merge(session, number, today=TODAY)
        assert session.get(Veto, moved.number).contact_number == kept
        assert session.get(Veto, again.number).contact_number == gone
