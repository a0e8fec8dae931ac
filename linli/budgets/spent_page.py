"""What is said to whoever has read as many persons' whole numbers as one may."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from linli.budgets.commands import BudgetSpent
from linli.budgets.queries import who_agrees
from linli.clock import day_of
from linli.staff.rules import Viewer


def spent_page(*, request: HttpRequest, spent: BudgetSpent, viewer: Viewer, back: str) -> HttpResponse:
    """Say that no more numbers are shown now, and who may allow more; 403."""
    context = {"spent": spent, "who": who_agrees(viewer=viewer, on=day_of(timezone.now())), "back": back}
    return render(request, "budgets/spent.html", context, status=403)
