"""The page of rights: what one's own posts allow, and what every other does."""

from django.http import HttpResponse
from django.shortcuts import render

from linli.areas.queries import names_of
from linli.staff.http import StaffRequest, staff_page
from linli.staff.labels import ROLES
from linli.staff.rights_table import role_rights


@staff_page
def show(request: StaffRequest) -> HttpResponse:
    """Show the whole table of rights; it is no secret, and names nobody."""
    posts = request.viewer.posts
    names = names_of(codes=[post.area for post in posts])
    context = {
        "posts": [(ROLES[post.role], names.get(post.area, "")) for post in posts],
        "roles": role_rights(),
        "own": {post.role for post in posts},
    }
    return render(request, "staff/rights.html", context)
