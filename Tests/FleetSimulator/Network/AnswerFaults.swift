import SyncCore

/// The server does its work, and nobody hears of it.
struct AnswerLost: NetworkFault {
    let name = "answer lost"

    func carry(_ request: HTTPRequest, over network: Network) async throws -> Passage {
        _ = try await network.deliver(request)
        return .lost
    }
}

/// The connection breaks somewhere in the answer.
struct AnswerCut: NetworkFault {
    let name = "answer cut"

    func carry(_ request: HTTPRequest, over network: Network) async throws -> Passage {
        var passage = try await network.deliver(request)
        passage.body = Array(passage.body.prefix(network.dice.number(in: 0...passage.body.count)))
        passage.error = Passage.lost.error
        return passage
    }
}

/// Some bytes of the answer change on the way.
struct AnswerCorrupted: NetworkFault {
    let name = "answer corrupted"

    func carry(_ request: HTTPRequest, over network: Network) async throws -> Passage {
        var passage = try await network.deliver(request)
        passage.body = network.corrupted(passage.body)
        return passage
    }
}

/// Something on the way answers instead of the server: a gateway that is busy, or a login page.
struct GatewayAnswers: NetworkFault {
    let name = "gateway answers"

    func carry(_ request: HTTPRequest, over network: Network) -> Passage {
        let page = Array("<html>Log in to the guest network</html>".utf8)
        if network.dice.chance(50) {
            return Passage(head: HTTPResponseHead(status: 503, fields: [HTTPField("retry-after", "1")]))
        }
        let head = HTTPResponseHead(status: 200, fields: [HTTPField("content-type", "text/html")])
        return Passage(head: head, body: page)
    }
}

/// The person ends the sync while the answer is on its way.
struct SyncCancelled: NetworkFault {
    let name = "sync cancelled"

    func carry(_ request: HTTPRequest, over network: Network) async throws -> Passage {
        var passage = try await network.deliver(request)
        passage.body = Array(passage.body.prefix(network.dice.number(in: 0...passage.body.count)))
        passage.error = .cancelled
        return passage
    }
}
