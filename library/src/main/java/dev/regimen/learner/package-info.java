/** Learners that are not neural: they have no modules, no gradients and no phases, but predict like any other. */
package dev.regimen.learner;
