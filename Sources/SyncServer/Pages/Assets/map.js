// Draws what the list beside it says: areas, and points that grow together where they lie close.
"use strict";

(function () {
    const element = document.getElementById("map");
    if (!element || typeof L === "undefined") return;

    const colours = ["#4a564f", "#2f6f8f", "#8a6d00", "#b3541e", "#8a1c1c"];
    const words = element.dataset;
    // Pixels within which points are drawn as one.
    const cell = 56;

    const map = L.map(element, { preferCanvas: true, zoomAnimation: false, fadeAnimation: false });
    map.attributionControl.setPrefix(false);
    if (words.tiles) L.tileLayer(words.tiles, { attribution: words.attribution, maxZoom: 19 }).addTo(map);
    map.setView([59.37, 17.84], 12);
    const groundLayer = L.layerGroup().addTo(map);
    const heatLayer = L.layerGroup();
    const pointLayer = L.layerGroup().addTo(map);

    // Text only: what people have written never becomes markup.
    function label(lines) {
        const box = document.createElement("div");
        for (const line of lines) {
            const paragraph = document.createElement("p");
            if (line.path) {
                const link = document.createElement("a");
                link.href = line.path;
                link.textContent = line.text;
                paragraph.append(link);
            } else {
                paragraph.textContent = line.text;
            }
            box.append(paragraph);
        }
        return box;
    }

    function draw(areas) {
        const bounds = L.latLngBounds([]);
        for (const area of areas) {
            const layer = L.geoJSON(area, {
                style: { color: "#14532d", weight: 2, fillOpacity: 0.06 },
                pointToLayer: (_, place) =>
                    L.circle(place, { radius: 450, color: "#14532d", dashArray: "6 6", weight: 2, fillOpacity: 0.06 }),
            });
            const { name, count } = area.properties;
            layer.bindTooltip(label([{ text: name + ": " + count }]), { permanent: true, direction: "top", offset: [0, -24] });
            layer.addTo(groundLayer);
            bounds.extend(layer.getBounds());
        }
        return bounds;
    }

    // Squares around which enough events lie, the denser the darker; shown when asked for.
    function heat(squares) {
        if (squares.length === 0) return;
        const densest = Math.max(...squares.map((square) => square[4]));
        for (const [south, west, north, east, density] of squares) {
            L.rectangle([[south, west], [north, east]], {
                stroke: false, fillColor: "#8a1c1c", fillOpacity: 0.08 + 0.5 * (density / densest), interactive: false,
            }).addTo(heatLayer);
        }
        const line = document.createElement("label");
        line.className = "check";
        const box = document.createElement("input");
        box.type = "checkbox";
        box.id = "heat";
        box.addEventListener("change", () => (box.checked ? heatLayer.addTo(map) : heatLayer.remove()));
        line.append(box, words.heat);
        element.parentElement.before(line);
    }

    // Points of one cell of the screen, as one mark.
    function cluster(points) {
        pointLayer.clearLayers();
        const cells = new Map();
        const seen = map.getBounds().pad(0.2);
        for (const point of points) {
            const place = L.latLng(point[1], point[0]);
            if (!seen.contains(place)) continue;
            const at = map.project(place);
            const key = Math.floor(at.x / cell) + ":" + Math.floor(at.y / cell);
            if (!cells.has(key)) cells.set(key, []);
            cells.get(key).push(point);
        }
        for (const members of cells.values()) mark(members);
    }

    function mark(members) {
        const gravest = Math.max(...members.map((point) => point[2]));
        const middle = [0, 1].map((axis) => members.reduce((sum, point) => sum + point[axis], 0) / members.length);
        const circle = L.circleMarker([middle[1], middle[0]], {
            radius: members.length === 1 ? 8 : Math.min(26, 10 + 3 * Math.log2(members.length)),
            color: "#ffffff", weight: 2, fillColor: colours[gravest] || colours[0], fillOpacity: 0.9,
        });
        const shown = members.slice(0, 20).map((point) => ({ text: point[3], path: point[4] }));
        if (members.length > shown.length) shown.push({ text: "+ " + (members.length - shown.length) });
        circle.bindPopup(label(shown), { maxHeight: 240 });
        if (members.length > 1) {
            circle.bindTooltip(String(members.length), { permanent: true, direction: "center", className: "count" });
        }
        circle.addTo(pointLayer);
    }

    fetch(words.source, { credentials: "same-origin" })
        .then((answer) => {
            if (!answer.ok) throw new Error(String(answer.status));
            return answer.json();
        })
        .then((found) => {
            const bounds = draw(found.areas);
            for (const point of found.points) bounds.extend([point[1], point[0]]);
            if (bounds.isValid()) map.fitBounds(bounds.pad(0.05), { animate: false });
            heat(found.heat);
            cluster(found.points);
            map.on("moveend", () => cluster(found.points));
            element.dataset.drawn = String(found.points.length);
        })
        .catch(() => {
            element.textContent = words.failed;
        });
})();
