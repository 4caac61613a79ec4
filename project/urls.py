"""Addresses. Their words are Vietnamese, because people read them; ids are random and tell nothing."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.generic import RedirectView

from admission import views as admission
from admission.background.addresses import BACKGROUND_ADDRESSES
from admission.beside import beside_steps
from admission.chain_views import chains
from admission.cv.addresses import cv_addresses
from admission.electronic.addresses import ELECTRONIC_ADDRESSES
from admission.papers.addresses import paper_addresses
from discipline import own_views as own_discipline
from discipline import views as discipline
from discipline.complaints import views as complaints
from discipline.denunciations import views as denunciations
from discipline.inspections import own_views as own_inspections
from discipline.inspections import views as inspections
from discipline.object_views import object_matrix
from discipline.papers.addresses import case_paper_addresses
from discipline.supervision import views as supervision
from discipline.tracker import tracker
from organization import import_views as imports
from organization import views as organization
from organization.sign_in import admin_views as log_ins
from organization.sign_in import own_views as own_log_in
from organization.sign_in import reports
from organization.sign_in import views as signing_in
from workflows import views as workflows
from workflows.documents.printing import print_paper
from workflows.documents.views import download
from workflows.list_views import case_list
from workflows.meetings import ballot_views as voting
from workflows.meetings import views as meetings
from workflows.meetings.teller_views import teller_key
from workflows.number_views import case_numbers
from workflows.own_views import own_files
from workflows.reading_views import case_readings

urlpatterns = [
    path("", workflows.inbox, name="inbox"),
    path("dang-nhap/", signing_in.sign_in, name="login"),
    path("dang-nhap/ma-xac-thuc/", signing_in.second_factor, name="second_factor"),
    path("dang-nhap/dien-thoai/", signing_in.enrol, name="enrol"),
    path("dang-nhap/ma-mot-lan/", signing_in.entry_code, name="entry_code"),
    path("tai-khoan/", own_log_in.account, name="account"),
    path("tai-khoan/phien/", own_log_in.end_session, name="end_session"),
    path("tai-khoan/mat-khau/", own_log_in.change_password, name="change_password"),
    path("tai-khoan/ma-du-phong/", own_log_in.paper_codes, name="paper_codes"),
    path("tai-khoan/xac-nhan/", own_log_in.prove, name="prove"),
    path("tai-khoan/con-o-day/", own_log_in.still_here, name="still_here"),
    path("csp/", reports.csp_report, name="csp_report"),
    path("dang-xuat/", workflows.leave, name="logout"),
    path("favicon.ico", login_not_required(RedirectView.as_view(url=f"{settings.STATIC_URL}img/icon.svg"))),
    path("song/", login_not_required(workflows.alive), name="alive"),
    path("viec/<slug:public_id>/", workflows.task_page, name="task"),
    path("viec/<slug:public_id>/<slug:verb>/", workflows.act_on_task, name="act"),
    path("ho-so/", case_list, name="cases"),
    path("ho-so/so-lieu/", case_numbers, name="numbers"),
    path("ho-so/mo/", admission.open_dossier, name="open_dossier"),
    *BACKGROUND_ADDRESSES,
    *ELECTRONIC_ADDRESSES,
    *cv_addresses("ho-so/<slug:public_id>/ly-lich/", own=False),
    *cv_addresses("ho-so-cua-toi/<slug:public_id>/ly-lich/", own=True),
    *paper_addresses("ho-so/<slug:public_id>/mau/", own=False),
    *paper_addresses("ho-so-cua-toi/<slug:public_id>/mau/", own=True),
    *case_paper_addresses("ho-so/<slug:public_id>/giay-to/", own=False),
    *case_paper_addresses("ho-so-cua-toi/ky-luat/<slug:public_id>/giay-to/", own=True),
    path("ho-so/theo-doi-quan-chung/", admission.follow_person, name="follow_person"),
    path("ho-so/ngoai-buoc/", beside_steps, name="beside_steps"),
    path("ky-luat/tiep-nhan/", discipline.register_report, name="register_report"),
    path("ky-luat/tiep-nhan/to-chuc/", discipline.register_organization_report, name="register_organization_report"),
    path("ky-luat/to-cao/tiep-nhan/", denunciations.register_denunciation, name="register_denunciation"),
    path("ky-luat/to-cao/<slug:public_id>/nguoi-to-cao/", denunciations.denouncer, name="denouncer"),
    path("ky-luat/theo-doi/", tracker, name="tracker"),
    path("ky-luat/ai-xem-gi/", object_matrix, name="object_matrix"),
    path("ky-luat/dau-hieu-vi-pham/", inspections.note_signs, name="note_signs"),
    path("ky-luat/chuong-trinh/", supervision.programme, name="programme"),
    path("ky-luat/chuong-trinh/de-xuat/", supervision.plan_item, name="plan_item"),
    path("ky-luat/chuong-trinh/thong-qua/", supervision.adopt_programme, name="adopt_programme"),
    path("ho-so/<slug:public_id>/", workflows.case_page, name="case"),
    path("ho-so/<slug:public_id>/ai-da-xem/", case_readings, name="case_readings"),
    path("ho-so/<slug:public_id>/viec/<slug:verb>/", workflows.act_on_seen_case, name="act_on_case"),
    path("ho-so-cua-toi/", own_files, name="own_files"),
    path("ky-luat/khieu-nai/tiep-nhan/", complaints.enter_complaint, name="enter_complaint"),
    path("ho-so-cua-toi/ky-luat/<slug:public_id>/khieu-nai/", complaints.complain_about, name="complain_about"),
    path("ho-so-cua-toi/khieu-nai/<slug:public_id>/", complaints.own_complaint, name="own_complaint"),
    path(
        "ho-so-cua-toi/khieu-nai/<slug:public_id>/<slug:verb>/",
        complaints.act_on_own_complaint,
        name="act_on_own_complaint",
    ),
    path("ho-so-cua-toi/ky-luat/<slug:public_id>/", own_discipline.own_discipline, name="own_discipline"),
    path(
        "ho-so-cua-toi/ky-luat/<slug:public_id>/<slug:verb>/",
        own_discipline.act_on_own_discipline,
        name="act_on_own_discipline",
    ),
    path("ho-so-cua-toi/to-cao/<slug:public_id>/", denunciations.own_denunciation, name="own_denunciation"),
    path(
        "ho-so-cua-toi/to-cao/<slug:public_id>/<slug:verb>/",
        denunciations.act_on_own_denunciation,
        name="act_on_own_denunciation",
    ),
    path("ho-so-cua-toi/kiem-tra/<slug:public_id>/", own_inspections.own_inspection, name="own_inspection"),
    path(
        "ho-so-cua-toi/kiem-tra/<slug:public_id>/<slug:verb>/",
        own_inspections.act_on_own_inspection,
        name="act_on_own_inspection",
    ),
    path("ho-so-cua-toi/<slug:public_id>/", admission.own_file, name="own_file"),
    path("ho-so-cua-toi/<slug:public_id>/<slug:verb>/", admission.act_on_own_file, name="act_on_own_file"),
    path("tai-lieu/<slug:public_id>/", download, name="document"),
    path("tai-lieu/<slug:public_id>/mau.<slug:extension>", print_paper, name="paper_print"),
    path("cuoc-hop/", meetings.meetings, name="meetings"),
    path("cuoc-hop/moi/<slug:public_id>/<slug:kind>/", meetings.convene, name="convene"),
    path("cuoc-hop/<slug:public_id>/", meetings.meeting_page, name="meeting"),
    path("cuoc-hop/<slug:public_id>/<slug:doing>/", meetings.act_on_meeting, name="act_on_meeting"),
    path("cuoc-hop/<slug:public_id>/muc/<slug:item_id>/bien-ban/", meetings.make_papers, name="make_papers"),
    path("cuoc-hop/<slug:public_id>/muc/<slug:item_id>/da-nhan/", meetings.received, name="received"),
    path("cuoc-hop/<slug:public_id>/muc/<str:item_id>/giay/", meetings.certificate_page, name="certificate"),
    path("cuoc-hop/<slug:public_id>/muc/<slug:item_id>/<slug:verb>/", meetings.act_on_item, name="act_on_item"),
    path("phieu/khoa/<slug:public_id>/", teller_key, name="teller_key"),
    path("phieu/", voting.ballots, name="ballots"),
    path("phieu/<slug:public_id>/", voting.ballot, name="ballot"),
    path("phieu/<slug:public_id>/da-kiem/", voting.receipts, name="receipts"),
    path("chuoi-tham-quyen/", chains, name="chains"),
    path("to-chuc/", organization.tree, name="tree"),
    path("to-chuc/<slug:public_id>/", organization.unit, name="unit"),
    path("nguoi/<slug:public_id>/", organization.person, name="person"),
    path("nhap-danh-sach/", imports.lists, name="lists"),
    path("nhap-danh-sach/<uuid:public_id>/", imports.list_import, name="list_import"),
    path("nhap-danh-sach/<uuid:public_id>/ghi/", imports.confirm_import, name="confirm_import"),
    path("nhap-danh-sach/<uuid:public_id>/kiem-tra-lai/", imports.check_import_again, name="check_import_again"),
    path("nhap-danh-sach/<uuid:public_id>/bo/", imports.give_up_import, name="give_up_import"),
    path("nhap-danh-sach/<uuid:public_id>/loi.<slug:extension>", imports.import_problems, name="import_problems"),
    path("xuat-danh-sach/<slug:key>.<slug:extension>", imports.export_list, name="export_list"),
    # one way in and one way out for all: the administration's own pages for it are not reached
    path("quan-tri/login/", log_ins.no_way_in),
    path("quan-tri/logout/", workflows.leave),
    path("quan-tri/password_change/", RedirectView.as_view(pattern_name="change_password")),
    path("quan-tri/", admin.site.urls),
]
handler400 = "workflows.errors.bad_request"
handler403 = "workflows.errors.permission_denied"
handler404 = "workflows.errors.page_not_found"
handler500 = "workflows.errors.server_error"
