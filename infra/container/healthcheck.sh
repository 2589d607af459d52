#!/usr/bin/env bash
# Ends with 0 where the hub on this machine takes orders. Needs no key, and no program but bash.
set -eu
exec 3<>"/dev/tcp/127.0.0.1/${HUB_PORT:-7071}"
printf 'GET /hub/health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
read -r -t 4 _ status _ <&3
[[ $status == 200 ]]
