"""What bears on a claim: other articles that say it, or say otherwise, and how many voices they are.

Alignment, copies and voices are pure functions over analyses of texts: no I/O. `providers` look outside, only
where a person asks. verify.desk.corroborating brings the archive to the first and the found to the archive.
"""
