"""What apps declare that Linli does by itself, collected, in the order in which it runs."""

from typing import Final

from linli.access.beat import JOBS as ACCESS
from linli.audit.beat import JOBS as AUDIT
from linli.beat.jobs import Job
from linli.budgets.beat import JOBS as BUDGETS
from linli.channels.beat import JOBS as CHANNELS
from linli.emergencies.beat import JOBS as EMERGENCIES
from linli.exports.beat import JOBS as EXPORTS
from linli.findings.beat import JOBS as FINDINGS
from linli.observation.beat import JOBS as OBSERVATION
from linli.papers.beat import JOBS as PAPERS
from linli.retention.beat import JOBS as RETENTION
from linli.rosters.beat import JOBS as ROSTERS
from linli.signin.beat import JOBS as SIGNIN

JOBS: Final[tuple[Job, ...]] = (
    *EMERGENCIES,
    *CHANNELS,
    *AUDIT,
    *OBSERVATION,
    *ROSTERS,
    *PAPERS,
    *EXPORTS,
    *SIGNIN,
    *ACCESS,
    *BUDGETS,
    *FINDINGS,
    *RETENTION,
)
# What a start of the machine asks for at once: whatever a power cut left undone.
AT_START: Final = ("restore-duties", "tidy-queue", "resume-imports", "resume-paper-runs")
