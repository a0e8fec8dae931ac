"""The form that an address names."""

from uuid import UUID

from django.http import Http404

from linli.returns.queries import Form, forms_visible
from linli.staff.http import StaffRequest


def own_form(request: StaffRequest, form_id: UUID) -> Form:
    """Return a form of one of the viewer's own areas. Raises Http404 for every other, as for what does not exist."""
    form = forms_visible(viewer=request.viewer).filter(pk=form_id).first()
    if form is None:
        raise Http404
    return form
