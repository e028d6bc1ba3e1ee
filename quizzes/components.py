"""Parts of the CMS's form of a question."""

from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.panels import Panel

from quizzes.comments import open_comments
from quizzes.desk import comments_url
from quizzes.publishing import tries_in_words, tries_under_way


class UsedInQuizzesPanel(Panel):
    """The quizzes that ask a question, as they are stored, and the tries that are under way.

    Two queries, however many there are.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "quizzes/used_in.html"

        def is_shown(self):
            return self.instance.pk is not None

        def get_context_data(self, parent_context=None):
            places = self.instance.quiz_places.select_related("quiz").order_by("quiz__title")
            finder = AdminURLFinder(self.request.user)
            quizzes = [(place.quiz, finder.get_edit_url(place.quiz)) for place in places]
            return super().get_context_data(parent_context) | {
                "quizzes": quizzes,
                "tries": tries_in_words(tries_under_way(self.instance)),
            }


class CommentsPanel(Panel):
    """What colleagues said of a question and nobody has settled. One query."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "quizzes/comments_panel.html"

        def is_shown(self):
            return self.instance.pk is not None

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {
                "comments": open_comments(self.instance),
                "url": comments_url(self.instance.pk),
            }
