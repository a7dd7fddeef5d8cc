"""How log lines look: one JSON object a line, with the request's id."""

import structlog

SHARED = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]


class JsonFormatter(structlog.stdlib.ProcessorFormatter):
    """Renders structlog's and the standard library's records alike."""

    def __init__(self) -> None:
        super().__init__(processor=structlog.processors.JSONRenderer(), foreign_pre_chain=SHARED)


structlog.configure(
    processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
