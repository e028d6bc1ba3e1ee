"""What colleagues say of a question: a page of its own, for a form with unsaved words stays."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from quizzes.desk import PageAboutQuestion, comments_url
from quizzes.models import Question, QuestionComment
from upkeep.queries import name_of

COMMENTS = _("Comments")


def comments_button(question: Question) -> Button:
    return Button(COMMENTS, url=comments_url(question.pk), icon_name="comment", priority=6)


def told_by(comment: QuestionComment) -> str:
    """Return how the desk calls whoever said it; accounts may go before what they said."""
    return name_of(comment.author) or _("somebody who left")


def open_comments(question: Question) -> list[tuple[str, QuestionComment]]:
    """Return what nobody has settled yet and who said it, the newest last. One query."""
    found = question.comments.open().select_related("author")
    return [(told_by(comment), comment) for comment in found]


class CommentForm(forms.ModelForm):
    class Meta:
        model = QuestionComment
        fields = ["text"]
        labels = {"text": _("What do you want to say to your colleagues?")}
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}


class CommentsView(PageAboutQuestion):
    """All that was said of a question, the newest last, and a form to say more or settle one."""

    template_name = "quizzes/comments.html"
    page_title = COMMENTS
    header_icon = "comment"
    form = None

    def get_context_data(self, **kwargs):
        said = self.question.comments.select_related("author")
        return super().get_context_data(**kwargs) | {
            "comments": [(told_by(comment), comment) for comment in said],
            "form": self.form or CommentForm(),
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.settle() if "settle" in request.POST else self.say()

    def say(self) -> HttpResponse:
        """Keep a comment; pressed twice it stands once."""
        self.form = CommentForm(self.request.POST)
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        said = {"author": self.request.user, "text": self.form.cleaned_data["text"]}
        self.question.comments.get_or_create(**said, settled_at=None)
        messages.success(self.request, _("Your comment stands below the question’s form, too."))
        return redirect(self.request.path)

    def settle(self) -> HttpResponse:
        number = self.request.POST["settle"]
        comments = self.question.comments.filter(pk=number if number.isdecimal() else None)
        comment = get_object_or_404(comments)
        if comment.settled_at is None:
            comment.settled_at = timezone.now()
            comment.save(update_fields=["settled_at"])
        messages.success(self.request, _("The comment is settled."))
        return redirect(self.request.path)
