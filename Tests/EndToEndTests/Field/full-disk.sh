#!/bin/sh
# full-disk.sh FOLDER HOME PROGRAM PAGES WORD...: runs PROGRAM WORD... on a copy of HOME on a disk with room for so many
# pages of 4 KiB, then, once there is room again, lists what is there. FOLDER is where the disk is mounted, seen by this
# process only: run it by `unshare -rm`.
set -e
folder=$1 home=$2 program=$3 pages=$4
shift 4
mount -t tmpfs -o size=2m none "$folder"
cp -r "$home/." "$folder"
dd if=/dev/zero of="$folder/fill" bs=4k 2>/dev/null || true
truncate -s "-$((pages * 4096))" "$folder/fill"
status=0
FIELD_HOME=$folder "$program" "$@" || status=$?
echo "status $status"
rm "$folder/fill"
FIELD_HOME=$folder "$program" list observation --json
FIELD_HOME=$folder "$program" draft list --json
FIELD_HOME=$folder "$program" doctor >/dev/null && echo sound
