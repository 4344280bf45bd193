#!/bin/sh
# full-backup.sh FOLDER DATA PROGRAM PAGES: backs up the server's folder DATA, with PROGRAM, onto a disk with room for so
# many pages of 4 KiB, then, once there is room again, once more, and restores that one. FOLDER is where the disk is
# mounted, seen by this process only: run it by `unshare -rm`.
set -e
folder=$1 data=$2 program=$3 pages=$4
mount -t tmpfs -o size=16m none "$folder"
dd if=/dev/zero of="$folder/fill" bs=4k 2>/dev/null || true
truncate -s "-$((pages * 4096))" "$folder/fill"
status=0
"$program" backup "$folder/backup.tar" --data "$data" --lang en || status=$?
echo "status $status"
echo "left: $(ls -A "$folder" | grep -v '^fill$' | tr '\n' ' ')"
"$program" space list --json --data "$data"
rm "$folder/fill"
rm -f "$folder/backup.tar"
"$program" backup "$folder/backup.tar" --data "$data" --lang en >/dev/null
"$program" restore "$folder/backup.tar" --data "$data" --lang en >/dev/null && echo restored
