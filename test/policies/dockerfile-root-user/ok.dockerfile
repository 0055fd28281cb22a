FROM python:3.14
RUN adduser --system app
COPY . /app
USER app
# ok: dockerfile-root-user
CMD ["python", "/app/main.py"]
