# The crawler in a container: docs/container.md. The first stage builds the wheel, the second has what runs.
FROM python:3.13-slim AS build
WORKDIR /source
COPY . .
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .

FROM python:3.13-slim
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /corpus corpus \
    && install --directory --owner=corpus --group=corpus /corpus /corpus/data
COPY requirements.lock /tmp/
RUN --mount=type=bind,from=build,source=/wheels,target=/wheels \
    pip install --no-cache-dir --no-compile --constraint /tmp/requirements.lock /wheels/*.whl
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
WORKDIR /corpus
VOLUME /corpus/data
# SIGTERM, which `docker stop` sends, ends a run cleanly; no shell stands between.
ENTRYPOINT ["telegraf-corpus"]
CMD ["--help"]
