"""The catalogue, a course, a module, and a lesson step by step. All of them only read."""

from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Site

from core.confidential import guard_response
from core.epoch import current_epoch
from core.same_origin import same_origin_post
from courses import checks, components, queries, rendering
from courses.enums import Preview
from courses.models import CatalogPage, CoursePage, LessonPage, ModulePage
from organizations.queries import age_band_of

CATALOG = "learn"
EVERYWHERE = "*"
UNPROCESSABLE = 422
WHOLE_LESSON = "courses/lesson_whole.html"

# The browser runs no script in such a response, and so shows what stands in <noscript>.
without_scripts = csp_update({"sandbox": ["allow-same-origin"]})


@require_safe
def catalog(request: HttpRequest) -> HttpResponse:
    return show_catalog(request, find(request, CatalogPage))


@require_safe
def course(request: HttpRequest, course: str) -> HttpResponse:
    return show_course(request, find(request, CoursePage, course))


@require_safe
def module(request: HttpRequest, course: str, module: str) -> HttpResponse:
    return show_module(request, find(request, ModulePage, course, module))


@require_safe
def lesson(request: HttpRequest, course: str, module: str, lesson: str) -> HttpResponse:
    page = find(request, LessonPage, course, module, lesson)
    return HttpResponseRedirect(page.step_url(1))


@require_safe
def step(request: HttpRequest, course: str, module: str, lesson: str, number: int) -> HttpResponse:
    page = find_step(request, (course, module, lesson), number)
    place, shown = rendering.kept_step(page, number, reader_of(request))
    return show_step(request, page, place, shown)


@require_safe
def whole_lesson(request: HttpRequest, course: str, module: str, lesson: str) -> HttpResponse:
    page = find(request, LessonPage, course, module, lesson)
    reader = reader_of(request)
    kept = [rendering.kept_step(page, n, reader) for n in range(1, len(page.steps) + 1)]
    return show_whole_lesson(request, page, kept[0][0], [shown for _place, shown in kept])


@require_safe
def lesson_done(request: HttpRequest, course: str, module: str, lesson: str) -> HttpResponse:
    """The end of a lesson and what comes next, the same for everybody; opening it saves nothing."""
    page = find(request, LessonPage, course, module, lesson)
    end = queries.lesson_end(page)
    context = {
        "page": page,
        "end": end,
        "total": len(page.steps),
        "facts": [components.lesson_fact(end.place)],
    }
    response = render(request, "courses/lesson_done.html", context)
    return guard_response(response, end.place.sensitivity)


@same_origin_post
def check(request: HttpRequest, course: str, module: str, lesson: str, number: int, block_id: str):
    """Answer an inline check: its feedback alone for htmx, the whole step without JavaScript."""
    page = find_step(request, (course, module, lesson), number)
    block = checks.find_check(page, number, block_id)
    chosen = request.POST.get("choice", "")
    if block is None or (chosen and not checks.has_option(block, chosen)):
        raise Http404
    place = queries.lesson_place(page)
    if not (chosen or "show" in request.POST or "retry" in request.POST):
        shown = rendering.render_step(page, number)
        return show_step(request, page, place, shown, is_choice_missing=True)
    answers = {block_id: check_state(request, block, chosen)}
    if request.htmx:
        body = rendering.render_block(block, page, number, answers)
        return guard_response(HttpResponse(body), place.sensitivity)
    return show_step(request, page, place, rendering.render_step(page, number, answers))


def check_state(request: HttpRequest, block, chosen: str) -> checks.CheckFeedback | None:
    """Return the feedback on what was posted, or None where the question is asked once more."""
    if "retry" in request.POST:
        return None
    wanted = "" if "show" in request.POST else chosen
    return checks.feedback(block, wanted, is_second_go="again" in request.POST)


def show_catalog(request: HttpRequest, page: CatalogPage) -> HttpResponse:
    context = {"page": page, "courses": queries.catalog_cards()}
    return render(request, "courses/catalog_page.html", context)


def show_course(request: HttpRequest, page: CoursePage) -> HttpResponse:
    rows = queries.course_modules(page)
    facts = components.content_facts(
        lessons=sum(len(row.lessons) for row in rows),
        minutes=sum(row.module.minutes for row in rows),
    )
    context = {"page": page, "rows": rows, "facts": facts}
    return render(request, "courses/course_page.html", context)


def show_module(request: HttpRequest, page: ModulePage) -> HttpResponse:
    contents = queries.module_contents(page)
    facts = components.content_facts(len(contents.lessons), page.minutes)
    context = {"page": page, "contents": contents, "facts": facts}
    return render(request, "courses/module_page.html", context)


def find(request: HttpRequest, model, *slugs: str):
    """Return the page of this kind at this address, or 404; one query for a public page.

    A page that an editor closed to the public is no page for whoever may not open it.
    """
    site = Site.find_for_request(request)
    page = model.objects.at(site, CATALOG, *slugs).with_restriction().first()
    if page is None or (page.is_restricted and not may_open(request, page)):
        raise Http404
    return page


def may_open(request: HttpRequest, page) -> bool:
    return all(restriction.accept_request(request) for restriction in page.get_view_restrictions())


def find_step(request: HttpRequest, slugs: tuple[str, str, str], number: int) -> LessonPage:
    page = find(request, LessonPage, *slugs)
    if not 1 <= number <= len(page.steps):
        raise Http404
    return page


def reader_of(request: HttpRequest) -> rendering.Reader:
    """Return what the rendering may depend on. At most two queries: the epoch and the age band."""
    return rendering.Reader(
        language=get_language(),
        jurisdiction=EVERYWHERE,
        age_band=age_band_of(request.user),
        epoch=current_epoch(),
        today=timezone.localdate(),
    )


def show_step(request, page, place, shown, *, is_choice_missing=False) -> HttpResponse:
    total = len(page.steps)
    is_last = shown.number == total
    context = {
        "page": page,
        "place": place,
        "step": shown,
        "total": total,
        "is_last": is_last,
        "facts": components.step_facts(page, place, shown.number),
        "is_choice_missing": is_choice_missing,
        "previous_url": page.step_url(shown.number - 1) if shown.number > 1 else "",
        "next_url": page.done_url if is_last else page.step_url(shown.number + 1),
    }
    status = UNPROCESSABLE if is_choice_missing else 200
    response = render(request, "courses/lesson_page.html", context, status=status)
    return guard_response(response, place.sensitivity)


def show_whole_lesson(request, page, place, steps, *, template=WHOLE_LESSON) -> HttpResponse:
    context = {
        "page": page,
        "place": place,
        "steps": steps,
        "total": len(steps),
        "first_url": page.step_url(1),
        "facts": components.whole_lesson_facts(page, place),
        "has_check": any(shown.has_check for shown in steps),
    }
    return guard_response(render(request, template, context), place.sensitivity)


def show_draft(request: HttpRequest, page, mode: str | None) -> HttpResponse:
    """Show an editor's draft of any page of this room, past every cache."""
    if isinstance(page, LessonPage):
        return show_draft_lesson(request, page, mode or "")
    page.is_restricted = False  # shown as to a guest
    shown = {CatalogPage: show_catalog, CoursePage: show_course, ModulePage: show_module}
    return shown[type(page)](request, page)


def show_draft_lesson(request: HttpRequest, page: LessonPage, mode: str) -> HttpResponse:
    """Show the step whose number is the `mode`, if there (still) is one, or the whole lesson."""
    place = queries.lesson_place(page)
    number = int(mode) if mode.isdecimal() else 0
    if 1 <= number <= len(page.steps):
        return show_step(request, page, place, rendering.render_step(page, number))
    steps = [rendering.render_step(page, n) for n in range(1, len(page.steps) + 1)]
    template = f"courses/previews/{mode}.html" if mode in Preview else WHOLE_LESSON
    show = without_scripts(show_whole_lesson) if mode == Preview.NO_JS else show_whole_lesson
    return show(request, page, place, steps, template=template)
