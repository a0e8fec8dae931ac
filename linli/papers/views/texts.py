"""The texts of a county's papers."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.areas.rules import AreaCode
from linli.papers import commands, forms
from linli.papers.labels import KINDS, PLACEHOLDERS
from linli.papers.queries import texts as reads
from linli.papers.rules import Kind, LooseBrace, UnknownPlaceholders
from linli.staff.http import StaffRequest, staff_page


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List the five texts of each county that the viewer edits, with their versions."""
    counties = reads.counties_to_edit(viewer=request.viewer)
    if not counties:
        return render(request, "403.html", status=403)
    in_force = [(county, reads.texts_in_force(county=county)) for county in counties]
    context = {
        "counties": [
            (county, reads.name_of(area=county), [(kind, texts[kind]) for kind in Kind])
            for county, texts in in_force
        ],
    }
    return render(request, "papers/texts.html", context)


@staff_page
def edit(request: StaffRequest, county: str, paper_kind: str) -> HttpResponse:
    """Save the next version of a text; 404 for a county that the viewer does not edit and for an unknown kind."""
    own = next((area for area in reads.counties_to_edit(viewer=request.viewer) if area == county), None)
    if own is None or paper_kind not in set(Kind):
        raise Http404
    kind = Kind(paper_kind)
    text = reads.texts_in_force(county=own)[kind]
    shown = {"body": text.body, "after": reads.newest_version(kind=kind, county=own)}
    form = forms.TextForm(request.POST if request.method == "POST" else None, initial=shown)
    if form.is_bound and form.is_valid() and _saved(request, form, kind, own):
        return redirect("papers:texts")
    context = {
        "form": form,
        "kind": kind,
        "title": KINDS[kind],
        "county": own,
        "name": reads.name_of(area=own),
        "placeholders": [(f"{{{name}}}", label) for name, label in PLACEHOLDERS],
        "versions": reads.versions_of(kind=kind, county=own),
    }
    return render(request, "papers/text.html", context, status=422 if form.errors else 200)


def _saved(request: StaffRequest, form: forms.TextForm, kind: Kind, county: AreaCode) -> bool:
    """Save the text; False when it was refused, and then the form says why."""
    said = form.cleaned_data
    try:
        text = commands.change_text(
            kind=kind,
            county=county,
            body=said["body"],
            after=said["after"],
            by=request.viewer,
            now=timezone.now(),
        )
    except UnknownPlaceholders as unknown:
        words = "、".join(f"{{{name}}}" for name in unknown.args)
        form.add_error("body", _("没有这样的词：%(words)s。请从下面的表里选。") % {"words": words})
    except LooseBrace as loose:
        form.add_error("body", _("这一行的花括号不成对：%(line)s") % {"line": loose.args[0]})
    except commands.TextChangedMeanwhile:
        form.add_error(None, _("刚才已有人保存了新的版本，请重新打开本页再改。"))
    else:
        messages.success(
            request,
            _("已保存第 %(version)s 版，从下一张文书起使用。以前出具的不变。") % {"version": text.version},
        )
        return True
    return False
