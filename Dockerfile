# The product with its one server. The database, the mail server and the proxy that does TLS stand
# outside; compose.yaml shows how.
FROM python:3.11-slim

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    FLASK_APP=app \
    HEDERSPRIS_ENV=production

RUN useradd --system --uid 10001 --create-home --home-dir /srv/hederspris hederspris
WORKDIR /srv/hederspris

COPY requirements.txt .
RUN pip install --no-deps --require-hashes -r requirements.txt

# Whoever runs the product cannot change it: the files are root's, only the folder below is not.
COPY . .
RUN pip install --no-deps --no-build-isolation -e .
RUN install -d -o hederspris -g hederspris -m 0700 instance

USER hederspris
EXPOSE 8080
# It names the host of the base address, because the product answers for no other.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["python", "-c", "import os; from urllib.parse import urlsplit; from urllib.request import Request, urlopen; urlopen(Request('http://127.0.0.1:8080/logg-inn', headers={'Host': urlsplit(os.environ['HEDERSPRIS_BASE_URL']).netloc}), timeout=4)"]

# The proxy's headers are kept, because the product itself reads them, and only as many as
# HEDERSPRIS_TRUSTED_PROXIES says.
CMD ["sh", "-c", "flask upgrade && exec waitress-serve --listen=0.0.0.0:8080 --threads=8 --no-clear-untrusted-proxy-headers --call app:create_app"]
