from agencies.views import first_run
from interface.doors import PUBLIC, page

urlpatterns = [page("first-run/", first_run.first_run, may=PUBLIC, posts=True)]
