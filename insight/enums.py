"""The kinds of files a class can be taken along in."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ExportKind(TextChoices):
    CSV = "csv", _("CSV: plain text, opens in any spreadsheet")
    XLSX = "xlsx", _("XLSX: a workbook for Excel and LibreOffice")

    @property
    def content_type(self) -> str:
        return {
            "csv": "text/csv; charset=utf-8",
            "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }[self.value]
