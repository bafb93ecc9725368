"""A cache that readers do not notice when it is away."""

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

T = TypeVar("T")
logger = logging.getLogger(__name__)


class ForgivingRedis(RedisCache):
    """Redis, and where it does not answer a cache that holds nothing.

    Nothing is counted then either: limits are not kept while it is away.
    """

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return _try(
            lambda: super(ForgivingRedis, self).get(key, default, version), default
        )

    def get_many(self, keys: Any, version: int | None = None) -> dict[str, Any]:
        return _try(lambda: super(ForgivingRedis, self).get_many(keys, version), {})

    def has_key(self, key: str, version: int | None = None) -> bool:
        return _try(lambda: super(ForgivingRedis, self).has_key(key, version), False)

    def add(self, *args: Any, **kwargs: Any) -> bool:
        return _try(lambda: super(ForgivingRedis, self).add(*args, **kwargs), False)

    def set(self, *args: Any, **kwargs: Any) -> None:
        _try(lambda: super(ForgivingRedis, self).set(*args, **kwargs), None)

    def set_many(self, *args: Any, **kwargs: Any) -> list[str]:
        return _try(lambda: super(ForgivingRedis, self).set_many(*args, **kwargs), [])

    def delete(self, key: str, version: int | None = None) -> bool:
        return _try(lambda: super(ForgivingRedis, self).delete(key, version), False)

    def delete_many(self, keys: Any, version: int | None = None) -> None:
        _try(lambda: super(ForgivingRedis, self).delete_many(keys, version), None)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """As Django's, also in the ValueError for what is not there."""
        counted = _try(
            lambda: super(ForgivingRedis, self).incr(key, delta, version), None
        )
        if counted is None:
            raise ValueError(f"Key '{key}' cannot be counted now.")
        return counted


def _try(ask: Callable[[], T], otherwise: T) -> T:
    try:
        return ask()
    except RedisError as error:
        logger.warning("Redis does not answer: %s", error)
        return otherwise
