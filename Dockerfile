# Styles and scripts
FROM node:22-bookworm-slim AS assets
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY static static
RUN npm run build

# Python packages, checked against their hashes, in a virtual environment that is copied whole
FROM python:3.11-slim-bookworm AS packages
RUN python -m venv /opt/venv
COPY requirements.txt ./
RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt

# What runs: no compiler, no npm, no root
FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation2 \
        fonts-dejavu-core fonts-lohit-guru \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /srv/esafety --shell /usr/sbin/nologin esafety
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    ESAFETY_DATA_DIR=/srv/esafety/var
WORKDIR /srv/esafety
COPY --from=packages /opt/venv /opt/venv
COPY manage.py ./
COPY esafety esafety
COPY policies policies
COPY aup aup
COPY incidents incidents
COPY reports reports
COPY templates templates
COPY static/img static/img
COPY --from=assets /src/static/build static/build
# The key is for this one command and is not kept in the image.
RUN SECRET_KEY=for-collectstatic-only python manage.py collectstatic --noinput --verbosity 0 \
    && python -m compileall -q esafety policies aup incidents reports
USER esafety
EXPOSE 8000
# Well when the page server and the database are; the worker is watched by its own check.
HEALTHCHECK --interval=15s --timeout=6s --start-period=30s CMD ["python", "-c", "\
import http.client, json, os, sys; \
host = os.environ['ALLOWED_HOSTS'].split(',')[0].lstrip('.'); \
server = http.client.HTTPConnection('127.0.0.1', 8000, timeout=5); \
server.request('GET', '/healthz', headers={'Host': host}); \
state = json.load(server.getresponse()); \
sys.exit(not (state['web'] and state['database']))"]
CMD ["gunicorn", "esafety.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "2", \
     "--threads", "4", "--worker-tmp-dir", "/dev/shm", "--no-control-socket", \
     "--max-requests", "2000", "--max-requests-jitter", "200"]
