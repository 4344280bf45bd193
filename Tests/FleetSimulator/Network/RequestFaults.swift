import SyncCore

/// The request never arrives.
struct RequestLost: NetworkFault {
    let name = "request lost"

    func carry(_ request: HTTPRequest, over network: Network) -> Passage { .lost }
}

/// The request ends early, and the server takes what came for the whole.
struct RequestCut: NetworkFault {
    let name = "request cut"

    func carry(_ request: HTTPRequest, over network: Network) async throws -> Passage {
        var request = request
        if case .bytes(let bytes)? = request.body {
            request.body = .bytes(Array(bytes.prefix(network.dice.number(in: 0...bytes.count))))
        }
        return try await network.deliver(request)
    }
}

/// The request arrives twice; the second answer comes back.
struct RequestDoubled: NetworkFault {
    let name = "request doubled"

    func carry(_ request: HTTPRequest, over network: Network) async throws -> Passage {
        _ = try await network.deliver(request)
        return try await network.deliver(request)
    }
}

/// The laptop gives up waiting, and the request arrives later: after others that were sent after it.
struct RequestDelayed: NetworkFault {
    let name = "request delayed"

    func carry(_ request: HTTPRequest, over network: Network) -> Passage {
        network.delay(request)
        return Passage(error: .timedOut(host: "simulated"))
    }
}

/// Some bytes of the body change on the way.
struct RequestCorrupted: NetworkFault {
    let name = "request corrupted"

    func carry(_ request: HTTPRequest, over network: Network) async throws -> Passage {
        var request = request
        if case .bytes(let bytes)? = request.body { request.body = .bytes(network.corrupted(bytes)) }
        return try await network.deliver(request)
    }
}
