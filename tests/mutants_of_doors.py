"""Doors left open: what keeps somebody out, a file in its limits, or an answer silent, broken."""

from typing import Final

from tests.mutant import Mutant

ONE_DEVICE: Final = "linli/phone/tests/test_one_device.py"
FIRST_PASSWORD: Final = "linli/signin/tests/test_first_password.py"  # noqa: S105 (a file)

OWN_REPORT: Final = "linli/reports/tests/test_own_report.py"
APART: Final = "linli/staff/tests/test_apart.py"
CONFIRMING: Final = "linli/staff/tests/test_confirming.py"
BY_CODE: Final = "linli/signin/tests/test_sessions_by_code.py"

DOORS: Final = (
    Mutant(
        "a record is judged by every post of late, whatever its day",
        "linli/staff/rules.py",
        "            if span.from_on <= day and (span.until_on is None or day < span.until_on)\n",
        "",
        "linli/phone/tests/test_sync.py",
    ),
    Mutant(
        "a post covers its whole community on the phone",
        "linli/phone/reading.py",
        "reach=delivery.reach.on(day_of(claimed_at)),",
        "reach=delivery.reach.communities,",
        "tests/test_phone_walk.py",
    ),
    Mutant(
        "what no post covered is refused instead of held",
        "linli/phone/commands/take.py",
        "    if not near:\n        return {}",
        "    if True:\n        return {}",
        "tests/test_phone_walk.py",
    ),
    Mutant(
        "a conflict tells the value that stands to whoever may not see it",
        "linli/people/phone.py",
        "    if not may_at(viewer=message.by, action=Action.SEE_PERSON, area=area):",
        "    if False:",
        "linli/phone/tests/test_sync_kinds.py",
    ),
    Mutant(
        "somebody is looked up before what is told is judged",
        "linli/arrivals/commands/register.py",
        "    judge_told(community=community, arrivals=arrivals, now=now)\n",
        "",
        "linli/arrivals/tests/test_lookups.py",
    ),
    Mutant(
        "look-ups have no end",
        "linli/budgets/commands.py",
        "    if not is_new:\n        raise TooManyLookups(by.user_id)\n",
        "",
        "linli/arrivals/tests/test_lookups.py",
    ),
    Mutant(
        "masks show six characters",
        "linli/people/rules/identity.py",
        "SHOWN: Final = 2",
        "SHOWN: Final = 6",
        "linli/people/tests/test_rules.py",
    ),
    Mutant(
        "a number alone names the community where it lives",
        "linli/tracing/queries/matches.py",
        "if (lead.name and person.name == lead.name)",
        "if True",
        "linli/tracing/tests/test_matches.py",
    ),
    Mutant(
        "a slow body waits for ever",
        "linli/config/bodies.py",
        "    async with asyncio.timeout(LONGEST_SILENCE_S):\n",
        "    if True:\n",
        "tests/test_slow_bodies.py",
        "silent",
    ),
    Mutant(
        "one address brings as many bodies as it likes",
        "linli/config/bodies.py",
        "            raise NotTaken(HTTPStatus.TOO_MANY_REQUESTS)",
        "            pass",
        "tests/test_slow_bodies.py",
        "one address",
    ),
    Mutant(
        "a browser keeps what somebody signed in was answered",
        "linli/headers.py",
        '            response.headers.setdefault("Cache-Control", "no-store")',
        "            pass",
        "tests/test_headers.py",
    ),
    Mutant(
        "a foreign file may take all memory",
        "linli/uploads/confined.py",
        "        (resource.RLIMIT_AS, MOST_MEMORY_BYTES),\n",
        "",
        "linli/sheets/tests/test_crafted.py",
    ),
    Mutant(
        "whoever is locked keeps the sessions",
        "linli/access/commands.py",
        "    shut_out(user=user, by=by, now=now)\n",
        "",
        "linli/access/tests",
    ),
    Mutant(
        "where others reach the machine no web server is asked for",
        "linli/config/deployment.py",
        "    if not told.proxies:",
        "    if False:",
        "linli/config/tests/test_deployment.py",
    ),
    Mutant(
        "a sign-in of one phone serves another",
        "linli/phone/binding.py",
        "if session.get(DEVICE, str(device)) != str(device):",
        "if False:",
        ONE_DEVICE,
    ),
    Mutant(
        "a revoked phone keeps its session",
        "linli/phone/commands/phones.py",
        "        end_sessions_with(user=phone.user, device=phone.pk)\n",
        "",
        ONE_DEVICE,
    ),
    Mutant(
        "a password that was given holds for ever",
        "linli/signin/rules.py",
        "return given_at is not None and now - given_at >= FIRST_PASSWORD_HOLDS",
        "return False",
        FIRST_PASSWORD,
    ),
    Mutant(
        "a password that was given is never changed",
        "linli/signin/first.py",
        "return user.password_given_at is not None",
        "return False",
        FIRST_PASSWORD,
    ),
    Mutant(
        "a session is kept under its key",
        "linli/staff/session_keys.py",
        'return salted_hmac(_SALT, key, algorithm="sha256").hexdigest()[:_LENGTH] if key else ""',
        'return key or ""',
        "linli/signin/tests/test_session_keys.py",
    ),
    Mutant(
        "a new password ends no session",
        "linli/signin/commands/shutting.py",
        "    end_sessions(sessions=UserSession.objects.filter(user=user))\n",
        "",
        "linli/access/tests",
    ),
    Mutant(
        "whoever sealed a report receives it",
        "linli/reports/commands/__init__.py",
        "if report.sealed_by == by.user_id:",
        "if False:",
        OWN_REPORT,
    ),
    Mutant(
        "one person holds both ends of a report",
        "linli/staff/commands/apart.py",
        " or seals_and_receives(one=new, other=known)",
        "",
        APART,
    ),
    Mutant(
        "a session by a code opens all that a password opens",
        "linli/staff/rules.py",
        "return viewer.by_code_of is None or action not in NOT_BY_CODE",
        "return True",
        BY_CODE,
    ),
    Mutant(
        "a session forgets whose code began it",
        "linli/signin/commands/sign_in.py",
        "        session[BY_CODE_OF] = sign_in.code_of\n",
        "        pass\n",
        BY_CODE,
    ),
    Mutant(
        "a doctor gets a code from who approves the doctor's exports",
        "linli/staff/two_steps.py",
        "(first in own and second in others) or (first in others and second in own)",
        "False",
        "linli/signin/tests/test_codes.py",
    ),
    Mutant(
        "a post that waits for a second person is held",
        "linli/staff/queries/held.py",
        "BEGUN: Final = Q(waits_since_on=None)",
        "BEGUN: Final = Q()",
        CONFIRMING,
    ),
    Mutant(
        "who signs in holds what waits for a second person",
        "linli/signin/queries/recognition.py",
        " AND post.waits_since_on IS NULL\n",
        "\n",
        CONFIRMING,
    ),
    Mutant(
        "whoever gives a post confirms it",
        "linli/staff/confirming.py",
        "if viewer.user_id in {asked_by, holder}:",
        "if viewer.user_id == holder:",
        CONFIRMING,
    ),
    Mutant(
        "somebody stands in until 2099",
        "linli/staff/rules.py",
        "return day_after(until_on) - from_on > longest or from_on - today > longest",
        "return False",
        "linli/staff/tests/test_substitutions.py",
    ),
)
