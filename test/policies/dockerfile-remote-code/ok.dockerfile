FROM debian:13
# ok: dockerfile-remote-code
RUN curl -fsSLO https://example.com/install.sh && echo "0123  install.sh" | sha256sum -c && sh install.sh
# ok: dockerfile-remote-code
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/tool.tar.gz /opt/
# ok: dockerfile-remote-code
ADD rootfs.tar.gz /
# ok: dockerfile-remote-code
RUN echo "https://example.com" | tee /etc/source
USER app
