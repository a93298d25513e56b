from interface.doors import ONLY, page
from jobs import views

urlpatterns = [
    page("jobs/", views.jobs, may="jobs.view"),
    page("jobs/<uuid:job>/", views.show, may="jobs.view", name="job"),
    page("jobs/<uuid:job>/stop", views.stop, may="jobs.view", posts=ONLY, name="stop_job"),
]
