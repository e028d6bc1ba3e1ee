"""Writing the audit log: who did what to what, in pseudonymous ids."""

from core.models import AuditEntry


def record(*, by, verb: str, target, detail: str = "") -> AuditEntry:
    """Append one row; call it inside the transaction of the deed.

    `by` is a User or None for the system; `target` is a model instance with a `uuid`; `verb` is a
    slug in the past tense, such as "way-back-reset". `detail` is a slug too, and names nobody:
    "csv-without-names".
    """
    return AuditEntry.objects.create(
        actor=by.uuid if by else None,
        verb=verb,
        target_kind=target._meta.model_name,
        target=target.uuid,
        detail=detail,
    )
