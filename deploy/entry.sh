# The password goes from its secret to where PostgreSQL's own library looks for it: not into the environment,
# where every child process and every listing of processes would have it.
set -eu
umask 077
printf 'database:*:*:verify:%s\n' "$(cat /run/secrets/postgres-password)" > "$PGPASSFILE"
if [ "$1" = serve ]; then
    exec verify serve --host 0.0.0.0 --name "$DESK_NAME" --https
fi
exec "$@"
