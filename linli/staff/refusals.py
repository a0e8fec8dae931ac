"""What a command refuses, said at the field of a form that it is about, with what was typed still there."""

from collections.abc import Callable, Mapping

from django.forms import BaseForm
from django.utils.functional import Promise

# By what is raised: the field, None for the whole form, and the sentence.
Refusals = Mapping[type[Exception], tuple[str | None, str | Promise]]


def say(*, form: BaseForm, refused: Exception, refusals: Refusals) -> None:
    """Put the sentence of a refusal at its field, at the whole form where that has no such field."""
    field, sentence = refusals[type(refused)]
    form.add_error(field if field in form.fields else None, str(sentence))


def done(*, form: BaseForm, act: Callable[[], object], refusals: Refusals) -> bool:
    """Do something and return True; False where it is refused, which the form says then."""
    try:
        act()
    except tuple(refusals) as refused:
        say(form=form, refused=refused, refusals=refusals)
        return False
    return True
