#!/usr/bin/env bash
# Install International Espoo on a Debian machine, or upgrade it: the same command.
#
#     deploy/install.sh HOST        HOST is the name that readers ask by
#
# Run it as root in the release to install.  Safe to repeat.  It installs what Debian has,
# makes the user and the database, puts the release to /opt/espoo/releases, makes a backup
# (where there is a site), migrates, and has the web processes restarted behind a socket
# that stays open: no reader is refused meanwhile.  Settings in /etc/espoo and data in
# /var/lib/espoo stay as they are.
#
# OFFLINE=1 asks Debian for nothing.  Ends with 1, and the old release goes on, where
# anything fails before the migration.
set -euo pipefail

[ "$(id -u)" = 0 ] || { echo "Run it as root." >&2; exit 1; }
[ $# = 1 ] && [[ $1 =~ ^[a-z0-9.-]+$ ]] || { echo "Usage: $0 HOST" >&2; exit 2; }
host=$1
source=$(cd "$(dirname "$0")/.." && pwd)
base=/opt/espoo data=/var/lib/espoo settings=/etc/espoo
say() { printf '== %s\n' "$*"; }
as() { runuser -u "$1" -- "${@:2}"; }
# Whether systemd runs here; in a folder made for trying it out it does not.
runs_systemd() { [ -d /run/systemd/system ]; }

if [ "${OFFLINE:-0}" = 0 ]; then
  say "Packages of Debian"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends \
    python3 python3-venv nginx postgresql openssl ca-certificates
fi

say "User and folders"
getent passwd espoo >/dev/null || adduser --quiet --system --group --no-create-home --home $data espoo
install -d -m 755 $base $base/releases
install -d -m 755 -o espoo -g espoo $data
install -d -m 750 -g espoo $settings
install -d -m 755 /var/cache/nginx
install -d -m 755 -o espoo -g espoo /run/espoo

if [ ! -e $settings/espoo.env ]; then
  key=$(openssl rand -hex 48)
  sed -e "s|^SECRET_KEY=.*|SECRET_KEY=$key|" -e "s|^ALLOWED_HOSTS=.*|ALLOWED_HOSTS=$host,localhost|" \
    -e "s|^BASE_URL=.*|BASE_URL=https://$host|" "$source/deploy/espoo.env.example" >$settings/espoo.env.new
  chown root:espoo $settings/espoo.env.new && chmod 640 $settings/espoo.env.new
  mv $settings/espoo.env.new $settings/espoo.env
fi
if [ ! -e $settings/tls/fullchain.pem ]; then
  say "A certificate of our own: put a real one to $settings/tls"
  install -d -m 700 $settings/tls
  openssl req -x509 -newkey rsa:2048 -nodes -days 90 -subj "/CN=$host" -addext "subjectAltName=DNS:$host" \
    -keyout $settings/tls/privkey.pem -out $settings/tls/fullchain.pem 2>/dev/null
fi

if grep -q '^DATABASE_URL=postgres:///' $settings/espoo.env; then
  say "Database"
  as postgres psql -Atqc "SELECT 1 FROM pg_roles WHERE rolname='espoo'" postgres | grep -q 1 ||
    as postgres createuser espoo --createdb
  as postgres psql -Atqc "SELECT 1 FROM pg_database WHERE datname='espoo'" postgres | grep -q 1 ||
    as postgres createdb -O espoo -E UTF8 -T template0 espoo
fi

say "Release"
release=$base/releases/$(date -u +%Y%m%dT%H%M%S)
trap 'rm -rf "$release"' ERR
mkdir "$release"
tar -C "$source" --exclude=./.git --exclude=./.venv --exclude=./.venv-next --exclude=./var \
  --exclude='*.pyc' --exclude='.*_cache' -cf - . | tar -C "$release" --no-same-owner -xf -
python3 -m venv "$release/.venv"
pip=("$release/.venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes)
"${pip[@]}" -r "$release/requirements/production.txt"
"${pip[@]}" --only-binary kfst-rs,immutables -r "$release/requirements/finnish.txt" ||
  echo "The heavy analyser of Finnish does not install here: words are analysed lightly."
(cd "$release" && .venv/bin/python manage.py compilemessages >/dev/null)
rm -rf "$release/var"
"$release/.venv/bin/python" -m compileall -q "$release/articles" "$release/home" "$release/search" "$release/site"

install -m 755 "$source/deploy/espoo" /usr/local/bin/espoo
manage() { ESPOO_RELEASE=$release /usr/local/bin/espoo "$@"; }
manage check --deploy --fail-level WARNING
if [ -e $base/current ]; then
  say "Backup before the upgrade"
  /usr/local/bin/espoo backup --keep-all
fi
say "Static files, database"
manage collectstatic --noinput -v 0
manage write_error_pages
trap - ERR
# On the first time this prints the administrator's password.
manage set_up
ln -sfn "$release" $base/next && mv -T $base/next $base/current

say "Services"
install -m 644 "$source"/deploy/systemd/* /etc/systemd/system/
ln -sfn $base/current/deploy/nginx /etc/nginx/nginx
if [ ! -e /etc/nginx/conf.d/espoo.conf ]; then
  sed "s/HOST/$host/" "$source/deploy/nginx/server.conf" >/etc/nginx/conf.d/espoo.conf
fi
nginx -t -q
if runs_systemd; then
  systemctl daemon-reload
  systemctl enable --quiet --now espoo-web.socket
  systemctl enable --quiet espoo-web.service espoo-worker@default espoo-worker@slow espoo-metrics
  systemctl restart espoo-web.service
  systemctl restart espoo-worker@default espoo-worker@slow espoo-metrics
  for timer in "$source"/deploy/systemd/*.timer; do
    systemctl enable --quiet --now "$(basename "$timer")"
  done
  systemctl reload-or-restart nginx
  for _ in $(seq 60); do
    curl_ready=$("$release/.venv/bin/python" - <<'PY' || true
import urllib.request
print(urllib.request.urlopen("http://127.0.0.1:8000/-/ready", timeout=5).status)
PY
    )
    [ "$curl_ready" = 200 ] && break
    sleep 1
  done
  [ "$curl_ready" = 200 ] || { echo "The site is not ready: journalctl -u espoo-web" >&2; exit 1; }
  manage warm || true
else
  echo "systemd does not run here: start the services yourself."
fi

# The last three stay, so that one can go back.
find $base/releases -mindepth 1 -maxdepth 1 -type d | sort | head -n -3 | xargs -r rm -rf
say "Installed: https://$host/admin/"
