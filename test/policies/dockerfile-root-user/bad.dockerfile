FROM python:3.14
COPY . /app
# ruleid: dockerfile-root-user
CMD ["python", "/app/main.py"]
