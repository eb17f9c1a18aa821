"""Passwords: hashed with argon2id, and checked in a time that does not tell whether there was a hash to check.

The cost is OWASP's second choice (19 MiB, two passes, one lane), about 30 ms of one core. Hashing gives the processor
to other threads, so only a few passwords are hashed at once: a rush of sign-ins must not take the memory of a server.
"""

from __future__ import annotations

import unicodedata
from threading import BoundedSemaphore

from argon2 import Parameters, PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import CHEAPEST

__all__ = ["CHEAPEST", "OWASP", "Hasher"]

OWASP = Parameters(
    type=Type.ID, version=19, salt_len=16, hash_len=32, time_cost=2, memory_cost=19 * 1024, parallelism=1
)
AT_ONCE = 4


class Hasher:
    """Makes and checks password hashes at one cost."""

    def __init__(self, cost: Parameters = OWASP) -> None:
        """Take the cost; tests pass CHEAPEST."""
        self._argon2 = PasswordHasher.from_parameters(cost)
        self._turns = BoundedSemaphore(AT_ONCE)
        self._nobody = self.hash("nobody has this password")

    def hash(self, password: str) -> str:
        """The hash to keep."""
        with self._turns:
            return self._argon2.hash(_same_everywhere(password))

    def fits(self, password: str, kept: str | None) -> bool:
        """Whether the password is the one behind the kept hash; without a hash the same work is done for nothing."""
        with self._turns:
            try:
                self._argon2.verify(kept or self._nobody, _same_everywhere(password))
            except (VerificationError, InvalidHashError):
                return False
        return bool(kept)

    def is_outdated(self, kept: str) -> bool:
        """Whether the hash was made at another cost and should be made anew while the password is at hand."""
        return self._argon2.check_needs_rehash(kept)


def _same_everywhere(password: str) -> str:
    """One form for what different keyboards send for the same signs (NIST SP 800-63B)."""
    return unicodedata.normalize("NFKC", password)
