# shellcheck shell=bash
# Named, timed stages with a table at the end; the first failure stops the run.
# Sourced after common.sh. Must not know what the stages do.

STAGE_NAMES=() STAGE_TIMES=() STAGE_RESULTS=()
STAGE_CURRENT='' STAGE_BEGAN=0

# stage "Name" command…
stage() {
  STAGE_CURRENT="$1" STAGE_BEGAN=$SECONDS
  shift
  printf '\n%s▸ [%s] %s%s\n' "$BOLD" "$(date +%H:%M:%S)" "$STAGE_CURRENT" "$PLAIN"
  local status=0
  # Not inside a condition: `set -e` must hold inside the stage.
  set +e
  (set -e; "$@")
  status=$?
  set -e
  record_stage "$status"
  [ "$status" -eq 0 ] || exit "$status"
}

record_stage() {
  local result=ok
  [ "$1" -eq 0 ] || result=FAILED
  STAGE_NAMES+=("$STAGE_CURRENT") STAGE_TIMES+=($((SECONDS - STAGE_BEGAN))) STAGE_RESULTS+=("$result")
  STAGE_CURRENT=''
}

# For the EXIT trap: the table, whatever happened. An interrupted stage is in it too.
print_stages() {
  local index total=0
  if [ -n "$STAGE_CURRENT" ]; then record_stage 1; fi
  printf '\n%s%-44s %12s  %s%s\n' "$BOLD" Stage Time Result "$PLAIN"
  for index in "${!STAGE_NAMES[@]}"; do
    total=$((total + STAGE_TIMES[index]))
    printf '%-44s %12s  %s\n' "${STAGE_NAMES[index]}" "$(span "${STAGE_TIMES[index]}")" "${STAGE_RESULTS[index]}"
  done
  printf '%-44s %12s\n' Total "$(span "$total")"
}
