"""One word for one value, wherever it is shown."""

from linli.observation.labels import CONTACTS
from linli.people.labels import FACT_WORDS


def test_a_contact_nobody_knows_of_has_one_word_on_every_page() -> None:
    assert FACT_WORDS["contact_history"] == CONTACTS
