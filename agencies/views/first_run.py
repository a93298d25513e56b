from django.shortcuts import render


def first_run(request):
    return render(request, "agencies/first_run.html")
