/** A statement that removes every job, also those a worker has in hand; nothing where there is no queue yet. */
export const dropJobs = `do $$ begin
  if to_regclass('graphile_worker.jobs') is null then return; end if;
  perform graphile_worker.force_unlock_workers(array_agg(locked_by)) from graphile_worker.jobs where locked_by is not null;
  perform graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs;
end $$`
