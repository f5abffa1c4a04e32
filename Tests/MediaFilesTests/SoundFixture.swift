import Foundation

/// Small recordings made by libsndfile: 800 samples at 8,000 a second of a tone of 500 Hz, 0.5 high; the
/// FLAC file has a second channel, half as high.
enum SoundFixture {
    static let flac = Fixture.bytes(
        """
        ZkxhQwAAACIQABAAAAMuAAMuAfQC8AAAAyC7arQZZGmtxY15QBEJHVcIhAAAKCAAAAByZWZlcmVuY2UgbGliRkxB
        QyAxLjQuMyAyMDIzMDYyMwAAAAD/+HSYAAMfoUoAAAMPwtQB2REAAHZG0oRfOXUizFRc0AFU2IxGSyL19TYjEZLI
        vX1NiMRksi9fU2IxGSyL19TYjEZLIvX1NiMRksi9fU2IxGSyL19TYjEZLIvX1NiMRksi9fU2IxGSyL19TYjEZLIv
        X1NiMRksi9fU2IxGSyL19TYjEZLIvX1NiMRksi9fU2IxGSyL19TYjEZLIvX1NiMRksi9fU2IxGSyL19TYjEZLIvX
        1NiMRksi9fU2IxGSyL19TYjEZLIvX1NiMRksi9fU2IxGSyL19TYjEZLIvX1NiMRksi9fU2IxGSyL19TYjEZLIvX1
        NiMRksi9fU2IxGSyL19TYjEZLIvX1NiMRksi9fU2IxGSyL19TYjEZLIvX1NiMRksi9fU2IxGSyL19TYjEZLIvX1N
        iMRksi9fU2IxGSyL19TYjEZLIvX1NiMRksi9fU2IxGSyL19TYjEZLIvX1NiMRksi9fU2IxGSyL19TYjEZLIvX1Ni
        MRksi9fU2IxGSyL19TYjEZKkAAAGH4tQjsgQAFpWSvi2VSu4yAKMQwzGm6ufvoxDDMabq5++jEMMxpurn76MQwzG
        m6ufvoxDDMabq5++jEMMxpurn76MQwzGm6ufvoxDDMabq5++jEMMxpurn76MQwzGm6ufvoxDDMabq5++jEMMxpur
        n76MQwzGm6ufvoxDDMabq5++jEMMxpurn76MQwzGm6ufvoxDDMabq5++jEMMxpurn76MQwzGm6ufvoxDDMabq5++
        jEMMxpurn76MQwzGm6ufvoxDDMabq5++jEMMxpurn76MQwzGm6ufvoxDDMabq5++jEMMxpurn76MQwzGm6ufvoxD
        DMabq5++jEMMxpurn76MQwzGm6ufvoxDDMabq5++jEMMxpurn76MQwzGm6ufvoxDDMabq5++jEMMxpurn76MQwzG
        m6ufvoxDDMabq5++jEMMxpurn76MQwzGm6ufvoxDDMabq5++jEMMxpurn76MQwzGm6ufvoxDDMabq5++jEMMxpur
        n76MQwzGm6ufvoxDDMabq5++jEMMxpurn76MQwzGm6ufvoxDDMabqIQb
        """
    )
    static let vorbis = Fixture.bytes(
        """
        T2dnUwACAAAAAAAAAADM/Pt/AAAAAKweFQYBHgF2b3JiaXMAAAAAAUAfAAAAAAAAcGIAAAAAAACZAU9nZ1MAAAAA
        AAAAAAAAzPz7fwEAAAAWszDWC1r///////////+1A3ZvcmJpczQAAABYaXBoLk9yZyBsaWJWb3JiaXMgSSAyMDIw
        MDcwNCAoUmVkdWNpbmcgRW52aXJvbm1lbnQpAQAAABIAAABFTkNPREVSPWxpYnNuZGZpbGUBBXZvcmJpcxJCQ1YB
        AAABAAxSFCElGVNKYwiVUlIpBR1jUFtHHWPUOUYhZBBTiEkZpXtPKpVYSsgRUlgpRR1TTFNJlVKWKUUdYxRTSCFT
        1jFloXMUS4ZJCSVsTa50FkvomWOWMUYdY85aSp1j1jFFHWNSUkmhcxg6ZiVkFDpGxehifDA6laJCKL7H3lLpLYWK
        W4q91xpT6y2EGEtpwQhhc+211dxKasUYY4wxxsXiUyiC0JBVAAABAABABAFCQ1YBAAoAAMJQDEVRgNCQVQBABgCA
        ABRFcRTHcRxHkiTLAkJDVgEAQAAAAgAAKI7hKJIjSZJkWZZlWZameZaouaov+64u667t6roOhIasBADIAAAYhiGH
        3knMkFOQSSYpVcw5CKH1DjnlFGTSUsaYYoxRzpBTDDEFMYbQKYUQ1E45pQwiCENInWTOIEs96OBi5zgQGrIiAIgC
        AACMQYwhxpBzDEoGIXKOScggRM45KZ2UTEoorbSWSQktldYi55yUTkompbQWUsuklNZCKwUAAAQ4AAAEWAiFhqwI
        AKIAABCDkFJIKcSUYk4xh5RSjinHkFLMOcWYcowx6CBUzDHIHIRIKcUYc0455iBkDCrmHIQMMgEAAAEOAAABFkKh
        ISsCgDgBAIMkaZqlaaJoaZooeqaoqqIoqqrleabpmaaqeqKpqqaquq6pqq5seZ5peqaoqp4pqqqpqq5rqqrriqpq
        y6ar2rbpqrbsyrJuu7Ks256qyrapurJuqq5tu7Js664s27rkearqmabreqbpuqrr2rLqurLtmabriqor26bryrLr
        yratyrKua6bpuqKr2q6purLtyq5tu7Ks+6br6rbqyrquyrLu27au+7KtC7vourauyq6uq7Ks67It67Zs20LJ81TV
        M03X9UzTdVXXtW3VdW1bM03XNV1XlkXVdWXVlXVddWVb90zTdU1XlWXTVWVZlWXddmVXl0XXtW1Vln1ddWVfl23d
        92VZ133TdXVblWXbV2VZ92Vd94VZt33dU1VbN11X103X1X1b131htm3fF11X11XZ1oVVlnXf1n1lmHWdMLqurqu2
        7OuqLOu+ruvGMOu6MKy6bfyurQvDq+vGseu+rty+j2rbvvDqtjG8um4cu7Abv+37xrGpqm2brqvrpivrumzrvm/r
        unGMrqvrqiz7uurKvm/ruvDrvi8Mo+vquirLurDasq/Lui4Mu64bw2rbwu7aunDMsi4Mt+8rx68LQ9W2heHVdaOr
        28ZvC8PSN3a+AACAAQcAgAATykChISsCgDgBAAYhCBVjECrGIIQQUgohpFQxBiFjDkrGHJQQSkkhlNIqxiBkjknI
        HJMQSmiplNBKKKWlUEpLoZTWUmotptRaDKG0FEpprZTSWmopttRSbBVjEDLnpGSOSSiltFZKaSlzTErGoKQOQiql
        pNJKSa1lzknJoKPSOUippNJSSam1UEproZTWSkqxpdJKba3FGkppLaTSWkmptdRSba21WiPGIGSMQcmck1JKSamU
        0lrmnJQOOiqZg5JKKamVklKsmJPSQSglg4xKSaW1kkoroZTWSkqxhVJaa63VmFJLNZSSWkmpxVBKa621GlMrNYVQ
        UgultBZKaa21VmtqLbZQQmuhpBZLKjG1FmNtrcUYSmmtpBJbKanFFluNrbVYU0s1lpJibK3V2EotOdZaa0ot1tJS
        jK21mFtMucVYaw0ltBZKaa2U0lpKrcXWWq2hlNZKKrGVklpsrdXYWow1lNJiKSm1kEpsrbVYW2w1ppZibLHVWFKL
        McZYc0u11ZRai621WEsrNcYYa2415VIAAMCAAwBAgAlloNCQlQBAFAAAYAxjjEFoFHLMOSmNUs45JyVzDkIIKWXO
        QQghpc45CKW01DkHoZSUQikppRRbKCWl1losAACgwAEAIMAGTYnFAQoNWQkARAEAIMYoxRiExiClGIPQGKMUYxAq
        pRhzDkKlFGPOQcgYc85BKRljzkEnJYQQQimlhBBCKKWUAgAAChwAAAJs0JRYHKDQkBUBQBQAAGAMYgwxhiB0Ujop
        EYRMSielkRJaCylllkqKJcbMWomtxNhICa2F1jJrJcbSYkatxFhiKgAA7MABAOzAQig0ZCUAkAcAQBijFGPOOWcQ
        Ysw5CCE0CDHmHIQQKsaccw5CCBVjzjkHIYTOOecghBBC55xzEEIIoYMQQgillNJBCCGEUkrpIIQQQimldBBCCKGU
        UgoAACpwAAAIsFFkc4KRoEJDVgIAeQAAgDFKOSclpUYpxiCkFFujFGMQUmqtYgxCSq3FWDEGIaXWYuwgpNRajLV2
        EFJqLcZaQ0qtxVhrziGl1mKsNdfUWoy15tx7ai3GWnPOuQAA3AUHALADG0U2JxgJKjRkJQCQBwBAIKQUY4w5h5Ri
        jDHnnENKMcaYc84pxhhzzjnnFGOMOeecc4wx55xzzjnGmHPOOeecc84556CDkDnnnHPQQeicc845CCF0zjnnHIQQ
        CgAAKnAAAAiwUWRzgpGgQkNWAgDhAACAMZRSSimllFJKqKOUUkoppZRSAiGllFJKKaWUUkoppZRSSimllFJKKaWU
        UkoppZRSSimllFJKKaWUUkoppZRSSimllFJKKaWUUkoppZRSSimllFJKKaWUUkoppZRSSimllFJKKaWUUkoppZRS
        SimllFJKKaWUUkoppZRSSimVUkoppZRSSimllFJKKaUAIN8KBwD/BxtnWEk6KxwNLjRkJQAQDgAAGMMYhIw5JyWl
        hjEIpXROSkklNYxBKKVzElJKKYPQWmqlpNJSShmElGILIZWUWgqltFZrKam1lFIoKcUaS0qppdYy5ySkklpLrbaY
        OQelpNZaaq3FEEJKsbXWUmuxdVJSSa211lptLaSUWmstxtZibCWlllprqcXWWkyptRZbSy3G1mJLrcXYYosxxhoL
        AOBucACASLBxhpWks8LR4EJDVgIAIQEABDJKOeecgxBCCCFSijHnoIMQQgghREox5pyDEEIIIYSMMecghBBCCKGU
        kDHmHIQQQgghhFI65yCEUEoJpZRSSucchBBCCKWUUkoJIYQQQiillFJKKSGEEEoppZRSSiklhBBCKKWUUkoppYQQ
        QiillFJKKaWUEEIopZRSSimllBJCCKGUUkoppZRSQgillFJKKaWUUkooIYRSSimllFJKCSWUUkoppZRSSikhlFJK
        KaWUUkoppQAAgAMHAIAAI+gko8oibDThwgMQAAAAAgACTACBAYKCUQgChBEIAAAAAAAIAPgAAEgKgIiIaOYMDhAS
        FBYYGhweICIkAAAAAAAAAAAAAAAABE9nZ1MABCADAAAAAAAAzPz7fwIAAACEtofbBRwVFRwantxQfdMPAHhXAAAA
        IKSxs6rbnTAmlNK/BQAAAKbd0GH6AQBPAAAAAAAATssuAAAAAKbd0GH6AQBPAAAAAAAATssuAAAAAKLdUH3TDwB4
        AgAAgA2yeLmTTGVrxx9GGQAAAACCyhvq2Q8AeNUAAAAASL8TOSE/v3tnAQAAAA==
        """
    )

    /// A WAV file of one chunk of form and one of samples.
    static func wav(
        code: Int = 1,
        channels: Int = 1,
        rate: Int = 8000,
        bits: Int,
        data: [UInt8],
        claimed: Int? = nil
    ) -> [UInt8] {
        func word(_ value: Int, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        let stride = channels * bits / 8
        return Array("RIFF".utf8) + word(36 + data.count, 4) + Array("WAVEfmt ".utf8) + word(16, 4)
            + word(code, 2) + word(channels, 2) + word(rate, 4) + word(rate * stride, 4)
            + word(stride, 2) + word(bits, 2) + Array("data".utf8)
            + word(claimed ?? data.count, 4) + data
    }
}
