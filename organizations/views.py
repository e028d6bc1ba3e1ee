"""The door of a class: join, come back, sign out. No e-mail, no real name, at most four taps."""

from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import reswap, retarget

from organizations import actions, errors, joining, keeping, queries, staffing
from organizations.enums import StaffRole
from organizations.forms import CodeForm, ComeBackForm, NewStaffForm, NicknameForm
from organizations.middleware import IDLE_COOKIE, note_activity
from organizations.nicknames import suggest_nicknames
from organizations.returning import Returned, come_back
from organizations.staff_links import find_invite
from users.doors import student_required

FORBIDDEN, NOT_FOUND, CONFLICT, UNPROCESSABLE, TOO_MANY = 403, 404, 409, 422, 429


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the class code; a right one leads to "is this your class?"."""
    form = CodeForm(posted(request))
    if request.method != "POST":
        return render(request, "organizations/code.html", {"form": form})
    if form.is_valid():
        try:
            classroom = joining.find_classroom(form.cleaned_data["code"])
        except errors.UnknownCode as refusal:
            joining.note_wrong_code(request)
            form.add_error("code", str(refusal))
        else:
            return confirm(request, joining.begin(request, classroom))
    return render(request, "organizations/code.html", {"form": form}, status=UNPROCESSABLE)


def confirm(request, state: joining.Joining) -> HttpResponse:
    """Name the class, and nothing else of it; say so where it is closed or joined already."""
    membership = queries.membership_of(request.user, state.classroom)
    if membership:
        return already_in(request, membership)
    if not state.classroom.is_joining_open():
        return closed(request, errors.JoiningClosed())
    context = {
        "classroom": state.classroom,
        "state": state.field(),
        "is_signed_in": is_student(request.user),
    }
    return render(request, "organizations/confirm.html", context)


def closed(request, refusal: errors.CannotJoin) -> HttpResponse:
    """Nobody can join now; coming back works all the same."""
    return render(request, "organizations/closed.html", {"reason": str(refusal)}, status=CONFLICT)


def already_in(request, membership) -> HttpResponse:
    """Somebody is signed in here and has this class: maybe not who sits at this computer now."""
    return render(request, "organizations/already.html", {"membership": membership})


@require_http_methods(["GET", "HEAD", "POST"])
def nickname(request: HttpRequest) -> HttpResponse:
    """Ask for a nickname; a free one stands in the field already."""
    state = joining.read(request.POST.get("state", ""))
    if state is None:
        return HttpResponseRedirect(reverse("join:code"))
    form = NicknameForm(initial={"nickname": free_nickname(state.classroom)})
    context = {"form": form, "classroom": state.classroom, "state": state.field()}
    return render(request, "organizations/nickname.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def done(request: HttpRequest) -> HttpResponse:
    """Put the student into the class, sign them in and show their pass phrase, once."""
    state = joining.read(request.POST.get("state", ""))
    if state is None:
        return HttpResponseRedirect(reverse("join:code"))
    form = NicknameForm(request.POST)
    if form.is_valid():
        try:
            joined = join(request, state, form.cleaned_data["nickname"])
        except errors.NicknameTaken as refusal:
            form.add_error("nickname", str(refusal))
            form.suggestions = refusal.suggestions
        except errors.AlreadyInClass:
            return already_in(request, queries.membership_of(request.user, state.classroom))
        except errors.CannotJoin as refusal:
            return closed(request, refusal)
        else:
            return welcome(request, joined)
    context = {"form": form, "classroom": state.classroom, "state": state.field()}
    return render(request, "organizations/nickname.html", context, status=UNPROCESSABLE)


def join(request, state: joining.Joining, nickname: str) -> actions.Joined:
    return actions.join_classroom(
        classroom=state.classroom,
        nickname=nickname or free_nickname(state.classroom),
        join_key=state.join_key,
        user=request.user if is_student(request.user) else None,
        is_waiting=state.is_waiting,
    )


def welcome(request, joined: actions.Joined) -> HttpResponse:
    return signed_in(
        request,
        joined.membership,
        lambda: phrase_page(request, joined.membership, joined.phrase, is_changed=False),
    )


def joined_already(request) -> HttpResponse:
    """Answer a student who loads the page after joining again: their four words were shown once."""
    state = joining.read(request.POST.get("state", ""))
    membership = queries.membership_of(request.user, state.classroom) if state else None
    if membership is None:
        return HttpResponseRedirect(reverse("progress:my_learning"), status=303)
    return phrase_page(request, membership, "", is_changed=False)


def phrase_page(request, membership, phrase: str, *, is_changed: bool) -> HttpResponse:
    """Show a pass phrase, once; it is empty for a student who keeps the one they have."""
    context = {
        "membership": membership,
        "classroom": membership.classroom,
        "words": phrase.split(),
        "is_changed": is_changed,
    }
    return render(request, "organizations/phrase.html", context)


def signed_in(request, membership, respond) -> HttpResponse:
    """Sign the student in, as long as their class allows, and answer with `respond()`."""
    login(request, membership.user)
    is_shared = membership.classroom.uses_shared_devices
    if is_shared:
        request.session.set_expiry(0)
    response = respond()
    if is_shared:
        note_activity(response)
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def back(request: HttpRequest) -> HttpResponse:
    """Class code, nickname, and the pass phrase or a one-time code."""
    form = ComeBackForm(posted(request), initial={"code": request.GET.get("code", "")})
    if request.method == "POST" and form.is_valid():
        try:
            returned = come_back(**form.cleaned_data)
        except (errors.WrongWayBack, errors.TooManyTries) as refusal:
            form.add_error(None, str(refusal))
        else:
            return signed_in(request, returned.membership, lambda: after_return(request, returned))
    context = {"form": form, "next": wanted_url(request), **kept_context(request.POST.get("kept"))}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "organizations/back.html", context, status=status)


@never_cache
def signed_out(request: HttpRequest) -> HttpResponse:
    """Answer what a student sent whose session has ended: it is kept in the page of coming back."""
    context = {"form": ComeBackForm(), **kept_context(keeping.keep(request))}
    page = render(request, "organizations/back.html", context, status=FORBIDDEN)
    if request.htmx:
        # htmx swaps in nothing but a success, and this page stands in place of the whole one.
        page.status_code = 200
        return reswap(retarget(page, "body"), "innerHTML")
    return page


def kept_context(field: str | None) -> dict:
    """What the page says of a post that is kept in it: nothing where none was (None)."""
    kept = keeping.read(field) if field else None
    return {"kept": kept, "kept_field": field, "is_lost": field is not None and kept is None}


def after_return(request, returned: Returned) -> HttpResponse:
    """Offer to send what was kept; else show the phrase that is new, or go where they wanted."""
    field = request.POST.get("kept")
    kept = keeping.read(field) if field else None
    if kept:
        context = {"returned": returned, "words": returned.new_phrase.split(), "kept": kept}
        return render(request, "organizations/send.html", context)
    if field:
        messages.warning(request, _("We could not keep your answer. Please answer once more."))
    if returned.new_phrase:
        return phrase_page(request, returned.membership, returned.new_phrase, is_changed=True)
    return HttpResponseRedirect(safe_next(request, wanted_url(request)), status=303)


def wanted_url(request) -> str:
    """Return the address a student wanted to open, "" for none."""
    return request.POST.get("next") or request.GET.get("next", "")


def safe_next(request, next_url: str) -> str:
    """Return `next_url` where it is an address of ours, else the student's own page."""
    is_ours = url_has_allowed_host_and_scheme(
        next_url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return next_url if is_ours else reverse("progress:my_learning")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.success(request, _("You are signed out."))
    response = HttpResponseRedirect("/", status=303)
    response.delete_cookie(IDLE_COOKIE, samesite="Lax")
    return response


@student_required
@require_POST
def way_back_read(request: HttpRequest) -> HttpResponse:
    actions.note_way_back_read(user=request.user)
    return HttpResponseRedirect(reverse("progress:my_learning"), status=303)


def unlisted(view):
    """Keep the answers of a view out of every cache, search engine and address of the next site."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "same-origin"
        return response

    return guarded


@unlisted
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def staff(request: HttpRequest, token: str) -> HttpResponse:
    """Join the staff of a school by a link: with a new account, or with one's own by one button.

    Looking uses nothing up. Students have no business here.
    """
    if is_student(request.user):
        raise PermissionDenied
    try:
        invite = find_invite(request, token)
        if request.method == "POST":
            return join_staff(request, invite)
    except errors.LinkGone:
        return render(request, "organizations/staff_link_gone.html", status=NOT_FOUND)
    except errors.TooManyTries as refusal:
        context = {"reason": str(refusal)}
        return render(request, "organizations/staff_link_gone.html", context, status=TOO_MANY)
    return staff_page(request, invite, NewStaffForm())


def join_staff(request, invite) -> HttpResponse:
    if request.user.is_authenticated:
        try:
            staffing.join_staff(invite=invite, by=request.user)
        except errors.AlreadyOnStaff as refusal:
            messages.info(request, str(refusal))
            return HttpResponseRedirect(settings.LOGIN_REDIRECT_URL, status=303)
        user = request.user
    else:
        form = NewStaffForm(request.POST)
        if not form.is_valid():
            return staff_page(request, invite, form)
        user = staffing.join_staff_anew(invite=invite, **form.account())
    # Also who is signed in: what the frame knows of them since sign-in is known anew.
    login(request, user)
    words = _("You belong to %(school)s now.") % {"school": invite.organization}
    messages.success(request, words)
    is_admin = invite.role == StaffRole.ADMIN
    page = "administration:choose" if is_admin else "teaching:classes"
    return HttpResponseRedirect(reverse(page), status=303)


def staff_page(request, invite, form: NewStaffForm) -> HttpResponse:
    context = {"invite": invite, "form": form, "next": request.path}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "organizations/staff.html", context, status=status)


def posted(request):
    """Return what was sent, even if it is nothing, or None for a page that is only opened."""
    return request.POST if request.method == "POST" else None


def free_nickname(classroom) -> str:
    """Return a nickname that the class would take."""
    return suggest_nicknames("", actions.names_taken_in(classroom), n=1)[0]


def is_student(user) -> bool:
    return user.is_authenticated and user.is_student
